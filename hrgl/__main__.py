"""python -m hrgl"""

import sys

from hrgl.cli import main

sys.exit(main())

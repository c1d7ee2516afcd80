"""python -m hrgl"""

import sys

from hrgl.operations.cli.main import main

sys.exit(main())

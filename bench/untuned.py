"""The same dashboard without what docs/decisions/0010 measured: only for comparison."""

import gc
import os
import sys


def main() -> None:
    os.environ["STREAMLIT_SERVER_FILE_WATCHER_TYPE"] = "auto"
    os.environ["STREAMLIT_RUNNER_POST_SCRIPT_GC"] = "true"
    from hrgl.ui.shell import page

    gc.freeze = lambda: None
    page.recall = page.ask
    from hrgl.operations.cli.main import main as run

    sys.exit(run(["serve", *sys.argv[1:]]))


if __name__ == "__main__":
    main()

"""Starting the dashboard: one address, said clearly, and a clear word when it is taken."""

import os
import socket
import sys

from hrgl.errors import NotNow
from hrgl.settings import ROOT, settings


def serve(*, host: str | None = None, port: int | None = None) -> None:
    """Run the dashboard in this process until it is stopped."""
    host, port = host or settings().host, port or settings().port
    _require_free(host, port)
    print(f"hrgl is at http://{host}:{port} – stop it with Ctrl+C.", flush=True)
    os.environ.update(HRGL_HOST=host, HRGL_PORT=str(port))
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # in this process, because starting a second Python would cost more than a second
    from streamlit.web.cli import main

    main(["run", "app.py", f"--server.address={host}", f"--server.port={port}"])


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotNow(
                f"Port {port} on {host} is taken: hrgl may be running there already. "
                f"Stop it, or choose another port: python -m hrgl serve --port {port + 1}"
            ) from error

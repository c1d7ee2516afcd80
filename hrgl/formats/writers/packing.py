"""Files in one file: zips whose bytes never depend on a clock, and the list of their digests."""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping

from hrgl.errors import NotValid

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell
MANIFEST_NAME = "MANIFEST.sha256"
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*", re.ASCII)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in a zip, and last a manifest that `sha256sum -c` checks them by.

    The same files give the same bytes, in whatever order they come. Raises NotValid for a name
    that could lead anywhere or is not in plain letters.
    """
    for name in files:
        if not _NAME.fullmatch(name) or name == MANIFEST_NAME:
            raise NotValid(f"A file in the zip cannot be called {name!r}.", "name")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            _add(archive, name, files[name])
        _add(archive, MANIFEST_NAME, manifest_of(files).encode())
    return out.getvalue()


def manifest_of(files: Mapping[str, bytes]) -> str:
    """The digests of files, a line each, as coreutils writes and reads them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def without_clock(content: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """A zip in which no clock was asked; some of its files may have another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            _add(after, name, (replaced or {}).get(name) or before.read(name))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, EARLIEST)
    about.external_attr = 0o644 << 16  # else it comes out as a file that nobody may read
    archive.writestr(about, content, zipfile.ZIP_DEFLATED)

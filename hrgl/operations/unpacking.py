"""Unpacking: whether a file is a backup, whole, of this schema, and signed with our key."""

import hashlib
import hmac
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hrgl.core.migrations import known_revisions, newest_revision
from hrgl.errors import NotValid
from hrgl.operations.backup import (
    FORMAT,
    LARGEST,
    LONGEST_LINE,
    MANIFEST,
    SIGNATURE,
    Manifest,
    TableManifest,
    file_of_table,
    tables,
)

_LONGEST_MANIFEST = 1024**2


def check_backup(path: Path, *, key: str = "") -> Manifest:
    """Read a backup to its end: it is one, of this schema, and every digest is right.

    That tells that it fits together; who made it is only told by a signature.
    """
    with opened_backup(path) as archive:
        manifest = _manifest(archive, path)
        if key:
            _refuse_unsigned(archive, manifest, key, path)
        for name, part in manifest.tables.items():
            for _ in lines_of(archive, name, part, path):
                pass
    return manifest


def _refuse_unsigned(archive: zipfile.ZipFile, manifest: Manifest, key: str, path: Path) -> None:
    if SIGNATURE not in archive.namelist():
        raise NotValid(
            f"{path.name} carries no signature, and HRGL_BACKUP_KEY is set. Nothing was changed. "
            "If you know where it comes from, compare its SHA-256 with the one that was printed "
            "when it was made, and restore it without the key."
        )
    if not hmac.compare_digest(_small(archive, SIGNATURE, path), manifest.signature(key)):
        raise NotValid(
            f"{path.name} was not signed with this HRGL_BACKUP_KEY, or was changed afterwards. "
            "Nothing was changed here. Check the key, or take another copy of the backup."
        )


def is_signed(path: Path) -> bool:
    """Whether a backup carries a signature, whoever's it is."""
    with opened_backup(path) as archive:
        return SIGNATURE in archive.namelist()


def _small(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """A part of the file that is never long."""
    if archive.getinfo(name).file_size > _LONGEST_MANIFEST:
        raise no_backup(path)
    return archive.read(name)


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@contextmanager
def opened_backup(path: Path) -> Iterator[zipfile.ZipFile]:
    """The file, if it can be read; whatever breaks while it is read is said of the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGED as error:
        raise no_backup(path) from error
    except OSError as error:
        raise NotValid(f"{path} cannot be read: {error.strerror or error}.") from error


def no_backup(path: Path, what: str = "") -> NotValid:
    """The refusal of a file that hrgl did not write like this."""
    return NotValid(
        f"{path.name} is no backup of hrgl, or it is damaged{what}. Nothing was changed. "
        "Take another copy of it, or an earlier backup."
    )


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    members = {info.filename: info for info in archive.infolist()}
    if MANIFEST not in members:
        raise no_backup(path)
    manifest = _read(_small(archive, MANIFEST, path), path)
    parts = manifest.tables
    _refuse_another_schema(manifest)
    names = {table.name for table in tables()}
    whole = set(members) - {SIGNATURE} == {MANIFEST, *(file_of_table(name) for name in names)}
    if set(parts) != names or not whole or len(archive.infolist()) != len(members):
        raise no_backup(path, ": its parts are not those of a backup")
    # before anything is unpacked: a small file can be made to unpack without end
    if sum(info.file_size for info in members.values()) > LARGEST:
        raise no_backup(path, f": it would unpack to more than {LARGEST // 1024**3} GB")
    return manifest


def _read(content: bytes, path: Path) -> Manifest:
    try:
        facts = json.loads(content)
        parts = {name: TableManifest(**part) for name, part in facts.pop("tables").items()}
        manifest = Manifest(**facts, tables=parts)
        told = (manifest.schema, manifest.program, manifest.made_at, *manifest.ledgers.values())
        sizes = [each for part in parts.values() for each in (part.rows, part.bytes)]
        if not all(type(each) is str and each.isprintable() for each in told):
            raise ValueError("a word that is none")
        if not all(type(each) is int for each in (manifest.format, *sizes)):
            raise ValueError("a number that is none")
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise no_backup(path) from error
    return manifest


def _refuse_another_schema(manifest: Manifest) -> None:
    by = f"This backup was made by hrgl {manifest.program}"
    if manifest.format != FORMAT:
        raise NotValid(
            f"{by} in another format ({manifest.format}; this program reads {FORMAT}). "
            "Restore it with that version."
        )
    if manifest.schema == newest_revision():
        return
    if manifest.schema in known_revisions():
        raise NotValid(
            f"{by} at schema {manifest.schema}, this program works with {newest_revision()}. "
            "Restore it with that version into a new database, then run with this one: "
            "python -m hrgl migrate"
        )
    raise NotValid(
        f"{by} at schema {manifest.schema}, which is newer than {newest_revision()}. "
        "Restore it with that version, or bring this program up to date."
    )


def lines_of(
    archive: zipfile.ZipFile, name: str, part: TableManifest, path: Path
) -> Iterator[bytes]:
    """The lines of a table, at whose end the digest and the number of rows must be right."""
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(file_of_table(name)) as source:
        while line := source.readline(LONGEST_LINE + 1):
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if len(line) > LONGEST_LINE or size > part.bytes:
                break
            yield line
    if (rows, size, digest.hexdigest()) != (part.rows, part.bytes, part.sha256):
        raise no_backup(path, f": the digest of {name} is not the one it was made with")

"""The Outcome Document as data for other programs, in the form that its schema describes."""

import json
from pathlib import Path

from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.frozen import as_data, canonical, sha256

SCHEMA_NAME = "outcome.schema.json"


def write_json(document: Document, _extent: Extent = Extent.FULL) -> bytes:
    """The document as JSON: all that was frozen, its digest, and what was told of it later."""
    content = {
        "document": as_data(document),
        "sha256": sha256(canonical(document)),
        "adoption": document.adoption,
        "mark": document.mark,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def outcome_schema() -> bytes:
    """The JSON Schema of what `write_json` gives, of this and every earlier format."""
    return Path(__file__).with_name(SCHEMA_NAME).read_bytes()

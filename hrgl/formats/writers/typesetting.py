"""Typesetting, run as a process of its own: typst keeps what it has set, by the hundred megabytes.

Reads JSON from standard input – `template`, `document` as the text of JSON that the template reads,
`fonts` as folders – and writes the PDF to standard output. It knows nothing of the house, so that
it starts quickly, and may neither grow nor go on for ever.
"""

import json
import sys

import typst

_MOST_MEMORY = 6 * 1024**3  # of addresses; ten thousand citations take 1.3 GB
_MOST_SECONDS = 300  # of the processors together
STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]


def typeset() -> None:
    """Set one document."""
    _limit_typesetting()
    asked = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(
        typst.compile(
            asked["template"].encode("utf-8"),
            format="pdf",
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=asked["fonts"]
            ),
            ignore_system_fonts=True,
            sys_inputs={"document": asked["document"]},
            pdf_standards=STANDARDS,
        )
    )


def _limit_typesetting() -> None:
    try:
        import resource
    except ImportError:  # Windows, where time alone is limited, from outside
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    typeset()

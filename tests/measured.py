"""One file read in a process of its own: what came of it, in how long, in how much memory."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measured:
    """What came of a file: the sentence that refused it, or its counts; its costs."""

    refused: str
    notes: int
    statements: int
    fallen_rows: int
    fallen_pieces: int
    seconds: float
    megabytes: float


def measure(path: Path) -> Measured:
    """Read a file, cut its notes, and tell what reading cost: seconds of work, peak of memory."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.measured", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return Measured(**json.loads(done.stdout))


def _read(path: Path) -> Measured:
    from hrgl.errors import NotValid
    from hrgl.formats.readers.reading import open_file
    from hrgl.synthesis.cutting.cutting import cut

    data = path.read_bytes()
    began = time.process_time()
    try:
        contents = open_file(path.name, data)
        notes, fallen = contents.notes(), contents.fallen()
    except NotValid as refused:
        return Measured(str(refused), 0, 0, 0, 0, time.process_time() - began, peak())
    seconds, most = time.process_time() - began, peak()
    short = [note.text for note in notes[:5000] if len(note.text) < 200_000]
    cuts = [cut(text) for text in short]
    return Measured(
        "",
        len(notes),
        sum(len(each.statements) for each in cuts),
        len(fallen),
        sum(len(each.fallen_out) for each in cuts),
        seconds,
        most,
    )


def peak() -> float:
    """The most memory that this process ever took, in megabytes."""
    # Not ru_maxrss, which a process inherits from the one that started it.
    lines = Path("/proc/self/status").read_text().splitlines()
    most = next(line for line in lines if line.startswith("VmHWM"))
    return int(most.split()[1]) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vars(_read(Path(sys.argv[1])))))

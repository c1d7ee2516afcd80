"""The commands of docs/guide/running.md that are marked to be run, and where they are run."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
RUNNING = (ROOT / "docs" / "guide" / "running.md").read_text("utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"<!-- run: ([\w ]+) -->\n```\n(.*?)\n```", RUNNING, re.S))
# what administrators have and a test has not: it stands aside and does the rest of the line itself
SUDO = '#!/bin/sh\n[ "$1" = -u ] && shift 2\nexec "$@"\n'


@dataclass
class Machine:
    """Folders, names and ports of a test's own in place of those that the guide names."""

    folder: Path
    places: dict[str, str]
    environment: dict[str, str]
    told: dict[str, str] = field(default_factory=dict)

    def there(self, text: str) -> str:
        """The same words with the places of this machine."""
        named = "|".join(re.escape(name) for name in self.places)
        return re.sub(named, lambda found: self.places[found[0]], text)

    def run(self, *names: str) -> str:
        """Give the commands of these blocks one after the other, as in one shell; what they say."""
        script = self.there("\n".join(BLOCKS[name] for name in names))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{names}: {done.stdout}{done.stderr}"
        self.told[names[-1]] = done.stdout
        return done.stdout


def exec_start(unit: Path) -> str:
    """What a unit of systemd starts."""
    [found] = re.findall(r"^ExecStart=(.*)$", unit.read_text("utf-8"), re.M)
    return str(found)

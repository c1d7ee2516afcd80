"""BigBlueButton's public chat as it is saved: messages with the names of who sent them."""

import re
from collections import Counter
from dataclasses import dataclass

_STAMP = re.compile(r"\[\d{1,2}:\d{2}(?::\d{2})?\] ?")
# As 3.0 writes it; the name may hold colons and brackets, so it ends where its role does.
_WITH_ROLE = re.compile(r"\[(.{1,200}?) : (?:MODERATOR|VIEWER)\]: ?")
_NAMED = re.compile(r"[^\s:][^:\n]{0,100}?: (?=\S)|[^\s:][^:\n]{0,100}?:$")
MOST_MESSAGES = 100_000
_LONGEST_NAME = 100
_SYSTEM = ("system", "[system")


@dataclass(frozen=True)
class Message:
    """What somebody sent, and its first line in the file; `speaker` is empty for the program."""

    text: str
    speaker: str
    row: int


def is_chat(file_name: str, text: str) -> bool:
    """Say whether a text is a saved chat: by its name, or by times and senders before lines."""
    lines = [line for line in text.split("\n") if line.strip()][:200]
    stamped = [line for line in lines if _STAMP.match(line)]
    if "[public-chat]" in file_name and stamped:
        return True
    sent = [line for line in stamped if _speaker_and_text(line)[0]]
    return len(sent) >= 2 and len(sent) * 2 > len(lines)


def messages(text: str) -> tuple[Message, ...]:
    """Give the messages of a chat in order; a line without a time goes on with the one above.

    Source of the layout: BigBlueButton's chat export, 2.x and 3.0.
    """
    found: list[tuple[int, list[str]]] = []
    for row, line in enumerate(text.split("\n"), start=1):
        if _STAMP.match(line) or not found:
            found.append((row, [line]))
        else:
            found[-1][1].append(line)
    longer = _longer_names([lines[0] for _, lines in found])
    return tuple(_message(row, lines, longer) for row, lines in found if "".join(lines).strip())


def _message(row: int, lines: list[str], longer: dict[str, str]) -> Message:
    speaker, first = _speaker_and_text(lines[0])
    name = longer.get(speaker, speaker)
    if name != speaker:
        first = f"{speaker}: {first}"[len(name) + 2 :]
    return Message("\n".join([first, *lines[1:]]).strip(), name, row)


def _speaker_and_text(line: str) -> tuple[str, str]:
    """Divide a stamped line; without a sender the first part is empty."""
    stamp = _STAMP.match(line)
    if stamp is None:
        return "", line
    rest = line[stamp.end() :]
    if role := _WITH_ROLE.match(rest):
        return role[1], rest[role.end() :]
    named = _NAMED.match(rest)
    if named is None or rest.lower().startswith(_SYSTEM):
        return "", rest
    return named[0].rstrip(": "), rest[named.end() :]


def _longer_names(lines: list[str]) -> dict[str, str]:
    """Find names that hold a colon: what always stands before one is only their beginning."""
    texts: dict[str, list[str]] = {}
    for line in lines:
        if not _WITH_ROLE.match(_STAMP.sub("", line, count=1)):
            speaker, text = _speaker_and_text(line)
            texts.setdefault(speaker, []).append(text)
    found = {}
    for speaker, said in texts.items():
        seconds = Counter(text.partition(": ")[0] for text in said if ": " in text)
        if speaker and len(said) > 1 and len(seconds) == 1:
            ((second, times),) = seconds.items()
            if times == len(said) and len(second) < _LONGEST_NAME:
                found[speaker] = f"{speaker}: {second}"
    return found

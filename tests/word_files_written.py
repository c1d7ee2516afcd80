"""Word files that were taken out here, written into as people do."""

import html
import io
import re
import zipfile

from tests.returned_files import ANA, TOM, ReturnedFile, Said, about, gone, new, paragraph, run


def opened(content: bytes) -> ReturnedFile:
    """A Word file that was taken out, to be written into."""
    file = ReturnedFile()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        file.members = {name: archive.read(name).decode() for name in archive.namelist()}
    return file


def words_of(file: ReturnedFile, mark: str) -> list[str]:
    """The words of a paragraph that nobody has changed."""
    found = re.search(r"<w:t[^>]*>(.*?)</w:t>", file.whole(mark))
    assert found, mark
    return html.unescape(found[1]).split(" ")


def first_marks(file: ReturnedFile, field: str) -> list[str]:
    """The bookmark of the first line of this field, of every encouragement."""
    return list(dict.fromkeys(re.findall(rf'w:name="(hrgl_\d+_{field}_1)"', file.body)))


def written_by_two(content: bytes, name: str = "") -> bytes:
    """Changes of Ana and Tom in an explanation, a comment with an answer, a thought in a table."""
    file = opened(content)
    mark = first_marks(file, "explanation")[0]
    first, second, *rest = words_of(file, mark)
    runs = (
        new(f"{name}In short: "),
        about(1, run(first)),
        run(" "),
        gone(second, TOM),
        new("truly", TOM),
        run(f" {' '.join(rest)}"),
    )
    file.edit(mark, *runs)
    file.comments(Said(1, "Who says so?", ANA), Said(2, "Three rooms do.", TOM, 1))
    cell = paragraph(new("A thought in a table", TOM))
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl><w:sectPr"
    file.body = file.body.replace("<w:sectPr", table, 1)
    return file.data()


def written_without_tracking(content: bytes) -> bytes:
    """The first word of an explanation changed while nothing was tracked."""
    file = opened(content)
    mark = first_marks(file, "explanation")[0]
    file.edit(mark, run(" ".join(["Untracked", *words_of(file, mark)[1:]])))
    return file.data()


def written_often(content: bytes) -> bytes:
    """Something put in behind every second word of every explanation, by two people in turn."""
    file = opened(content)
    for mark in first_marks(file, "explanation"):
        runs = []
        for at, word in enumerate(words_of(file, mark)):
            runs.append(run(f" {word}" if at else word))
            if at % 2:
                runs.append(new(f" more{at}", (ANA, TOM)[at // 2 % 2]))
        file.edit(mark, *runs)
    return file.data()

"""Pads and chats: today's text, without names, history or the program's own lines."""

import json

import pytest

from hrgl.errors import NotValid
from hrgl.formats.readers.reading import open_file, read_file


def pad(text: str, marks: str, pool: dict[str, list[str]], **more: object) -> bytes:
    now = {"atext": {"text": text, "attribs": marks}, "pool": {"numToAttrib": pool}}
    return json.dumps({"pad:x": now, **more}).encode()


def test_the_own_file_of_a_pad_gives_its_lists_and_nothing_of_people_or_history() -> None:
    pool = {
        "0": ["author", "a.1"],
        "1": ["list", "bullet1"],
        "2": ["list", "number2"],
        "3": ["lmkr", "1"],
        "4": ["heading", "h2"],
        "5": ["list", "indent1"],
    }
    data = pad(
        "*Needs\n*one\n*two\n*in\nplain * text\n",
        "*4*3+1*0|1+6*1*3+1|1+4*2*3+1|1+4*5*3+1|1+3*0|1+d",
        pool,
        **{
            "globalAuthor:a.1": {"name": "Ana Ruiz"},
            "pad:x:revs:1": {"changeset": "Z:1>1+1$secret", "meta": {"atext": {"text": "secret"}}},
            "pad:x:chat:0": {"text": "chatted", "userId": "a.1"},
        },
    )
    (note,) = read_file("x.etherpad", data)
    assert note.text == "## Needs\n\t* one\n\t\t0.1. two\n\tin\nplain * text\n\n"
    assert read_file("renamed.txt", data) == (note,)


@pytest.mark.parametrize(
    "data",
    [
        b'{"pad:x":{"atext":{"text":"*one\\n","attribs":7}}}',
        b'{"pad:x":{"atext":{"text":"*one\\n","attribs":"*zzzzz+zzzzz"},"pool":[]}}',
        b'{"pad:x":{"atext":{"text":"*one\\n"},"pool":{"numToAttrib":{"x":[],"1":"y"}}}}',
    ],
)
def test_a_pad_with_broken_marks_keeps_its_words(data: bytes) -> None:
    assert "one" in read_file("x.etherpad", data)[0].text


def block(kind: str, text: str, *children: object, **props: object) -> dict[str, object]:
    content = [{"type": "text", "text": text, "styles": {}}]
    return {"id": "1", "type": kind, "props": props, "content": content, "children": [*children]}


def test_blocks_of_the_newest_notes_are_read() -> None:
    table = {"type": "tableContent", "rows": [{"cells": [["a"], [{"type": "text", "text": "b"}]]}]}
    blocks = [
        block("heading", "Needs", level=2),
        block("bulletListItem", "one", block("numberedListItem", "two")),
        block("paragraph", "three"),
        {"type": "table", "content": table},
        {"type": "paragraph", "content": [{"type": "link", "content": [{"text": "link"}]}]},
        "no block",
    ]
    (note,) = read_file("notes.json", json.dumps(blocks).encode())
    lines = [line for line in note.text.split("\n") if line]
    assert lines == ["## Needs", "\t* one", "\t\t0.1. two", "three", "a", "b", "link"]


CHAT = """[14:01] The public chat history was cleared by a moderator
[14:03] [Ana Ruiz : MODERATOR]: Please write one need per line
[14:04] [Tom: B. [guest] : VIEWER]: Streets are not safe
also at the station
[14:05] [Ana Ruiz : MODERATOR]: https://example.org: look
"""


def test_a_chat_gives_messages_with_who_sent_them_and_drops_the_lines_of_the_program() -> None:
    contents = open_file("bbb-Room A1[public-chat]_2023-02-03_14-00.txt", CHAT.encode())
    assert contents.kind == "chat"
    assert [(note.row, note.speaker, note.text) for note in contents.notes()] == [
        (2, "Ana Ruiz", "Please write one need per line"),
        (3, "Tom: B. [guest]", "Streets are not safe\nalso at the station"),
        (5, "Ana Ruiz", "https://example.org: look"),
    ]
    assert [(left.row, left.reason) for left in contents.fallen()] == [
        (1, "a line of the chat program, which nobody sent")
    ]
    assert open_file("renamed.txt", CHAT.encode()).kind == "chat"


def test_an_older_chat_is_read_and_names_with_colons_are_told_from_what_was_said() -> None:
    lines = "[14:03] Dr: Ana: hello all\n[14:04] Tom: Idea: trees\n[14:05] Dr: Ana: benches\n"
    contents = open_file("a.txt", f"{lines}[14:06] Tom: more: shade\n".encode())
    assert [(note.speaker, note.text) for note in contents.notes()] == [
        ("Dr: Ana", "hello all"),
        ("Tom", "Idea: trees"),
        ("Dr: Ana", "benches"),
        ("Tom", "more: shade"),
    ]


def test_notes_with_times_are_no_chat_and_an_empty_chat_is_refused() -> None:
    assert open_file("a.txt", b"[10:30] Opening\n[11:00] We talked of trees\n").kind == "text"
    with pytest.raises(NotValid, match="in which nobody wrote"):
        read_file("bbb-x[public-chat]_1.txt", b"[14:01] The chat was cleared\n")


def test_what_hedgedoc_keeps_for_itself_is_taken_out() -> None:
    page = (
        "---\ntitle: Room B2\ntags: x\n---\n# Needs\n[TOC]\n###### tags: `a`\n:::info\n"
        "- [ ] trees <!-- Ana:\nremove -->in town\n:::\n---\nend <!-- open\n"
    )
    (note,) = read_file("b2.md", page.encode())
    lines = [line for line in note.text.split("\n") if line]
    assert lines == ["# Needs", "- [ ] trees in town", "---", "end <!-- open"]
    assert read_file("b2.md", b"---\nno field\n---\nend")[0].text == "---\nno field\n---\nend"

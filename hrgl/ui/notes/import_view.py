"""Files that are brought into workshops: drop them, look at what becomes of them, import all."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from hrgl.core.enums import Attribution
from hrgl.core.models import Workshop
from hrgl.core.permissions import Permission
from hrgl.editions.attribution import LEVEL_NAMES, LEVELS
from hrgl.errors import HrglError
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import Arrival, FileIn, Known, known_notes
from hrgl.ui.notes import import_basket, import_columns, import_files, import_held, import_preview
from hrgl.ui.notes.import_files import Looked
from hrgl.ui.notes.import_held import Brought
from hrgl.ui.notes.import_templates import draw_templates
from hrgl.ui.shell.page import forget, form, may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button, found

MOST_WORDS_SHOWN = 40
_KINDS = (
    "Pads and texts (.txt, .md, .html, .etherpad), documents (.docx, .odt, .pdf), tables (.csv, "
    ".tsv, .xlsx, .ods), saved chats. At once up to 60 files, 20 MB each and 60 MB together."
)


def draw_import(workshop: Workshop) -> None:
    """The tab for files: what becomes of each, and one button for all."""
    if not may(Permission.IMPORT_NOTES):
        st.caption("Rapporteurs, facilitators and organisers import files.")
        return
    if not _take_dropped():
        return
    if not import_basket.basket():
        st.caption(_KINDS)
        draw_templates()
        import_files.forget_files()
        return
    here = recall(known_notes, edition_id=viewer().edition_id)
    looked = import_files.dropped_files(here, workshop.id)
    if looked is None:
        _reading()
    else:
        _looked_through(looked, here)


def _take_dropped() -> bool:
    """The place for files, from which they are taken at once; whether they are not too many."""
    dropped = st.file_uploader(
        "Drop the files of one or several workshops",
        accept_multiple_files=True,
        key=f"{form('import')}-files",
    )
    try:
        imports.refuse_if_too_many(len(dropped) + len(import_basket.basket()))
    except HrglError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    if dropped:
        import_basket.take_files(dropped)
        forget("import")
        st.rerun()
    return True


@st.fragment(run_every=1.0)
def _reading() -> None:
    """How far the reading has come; the page goes on by itself, and may be left meanwhile."""
    waited_for = import_basket.files_under_way()
    if not waited_for:
        st.rerun()
    together = len(import_basket.basket())
    read = together - len(waited_for)
    st.progress(read / together, f"Read {read} of {_count(together, 'file')} …")
    st.caption("You may go on elsewhere: the files are here when you come back.")
    for held in waited_for:
        begun = any(job.begun for job in held.jobs if not job.done)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{held.name}: {'is being read' if begun else 'waits its turn'}")
            _take_away(held.id, held.name)


def _take_away(file_id: str, name: str) -> None:
    st.button(
        f"Take {plain(name)} away",
        key=import_held.key_of(file_id, "away"),
        on_click=import_basket.take_away,
        args=(file_id,),
        type="tertiary",
        icon=":material/close:",
    )


def _looked_through(looked: Looked, here: Known) -> None:
    becomes = iter(looked.becomes)
    for each in looked.brought:
        if each.read is None:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.error(plain(each.refusal), icon=":material/error:")
                _take_away(each.id, each.name)
        else:
            _file(each, next(becomes), here, alone=len(looked.brought) == 1)
    _level(looked.files, here)
    _import(looked)


def _file(each: Brought, arrived: Sequence[Arrival], here: Known, *, alone: bool) -> None:
    """One file: where it goes, what becomes of it, and what can be chosen about that."""
    assert each.contents is not None  # noqa: S101 – only files that could be read are drawn
    with st.container(border=True, key=each.key("file")):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _workshop(each, here)
            st.markdown(_figures(each, arrived), width="content")
            _take_away(each.id, each.name)
        if told := _told(each, arrived, here):
            st.caption("  \n".join(map(plain, told)))
        _choices(each, arrived)
        if each.contents.kind == "table":
            nothing = each.read is not None and not each.read.notes
            with st.expander("Which column is what", expanded=nothing):
                import_columns.draw_columns(each.id, each.contents)
        import_preview.draw_preview(each, arrived, expanded=alone)


def _workshop(each: Brought, here: Known) -> None:
    titles = {
        room.id: f"{room.code} – {room.title}" if room.title else room.code for room in here.rooms
    }
    st.selectbox(
        f"**{plain(each.name)}** goes into",
        list(titles),
        format_func=lambda key: titles[key],
        key=each.key("workshop"),
        width=360,
    )


def _figures(file: Brought, arrived: Sequence[Arrival]) -> str:
    statements = sum(len(each.statements) for each in arrived)
    fallen = sum(len(each.fallen_out) for each in arrived)
    fallen += len(file.read.left) if file.read else 0
    rooms = Counter(each.room.code for each in arrived if each.room and each.statements)
    into = f" into {plain(', '.join(sorted(rooms)))}" if len(rooms) > 1 else ""
    out = f" · {_count(fallen, 'piece')} fall{'s' if fallen == 1 else ''} out" if fallen else ""
    return f"**{_count(statements, 'statement')}**{into}{out}"


def _told(each: Brought, arrived: Sequence[Arrival], here: Known) -> list[str]:
    """What a person should know of a file besides the figures."""
    assert each.contents is not None  # noqa: S101 – only files that could be read are drawn
    assert each.read is not None  # noqa: S101
    told = [each.contents.remark] if each.contents.remark else []
    if not each.guessed:
        told.append("Its name does not tell the workshop. Please check the choice.")
    if each.contents.kind == "table":
        told += [
            f"Left out, without a column of text: {group.name}."
            for group in import_columns.skipped(each.id, each.contents)
        ]
    unknown = Counter(word for arrival in arrived for word in arrival.unknown)
    for what in dict.fromkeys(word.what for word in unknown):
        words = {word.word: times for word, times in unknown.items() if word.what == what}
        shown = ", ".join(f"“{word[:40]}”" for word in list(words)[:5])
        more = f" and {len(words) - 5} others" if len(words) > 5 else ""
        told.append(f"In no list of ours, so left empty ({what}): {shown}{more}.")
    if any(note.speaker for note in each.read.notes) and here.rule is not Attribution.NAMED:
        told.append("Who spoke is not kept: this edition shows nobody by name.")
    return told


def _choices(each: Brought, arrived: Sequence[Arrival]) -> None:
    certain, perhaps = each.people(certain=True), each.people(certain=False)
    there = sum(len(arrival.there) for arrival in arrived)
    if certain:
        st.checkbox(
            f"Leave out what points to persons ({_count(certain.total(), 'place')})",
            key=each.key("people"),
        )
        if each.without_people:
            st.caption(f"Left out: {plain(_words(certain))}.")
    if perhaps:
        st.multiselect(
            "Names before a colon? Choose those of persons: they are left out",
            list(perhaps),
            format_func=lambda word: f"{word} ({perhaps[word]})",
            key=each.key("names"),
        )
    if certain or perhaps:
        import_preview.draw_people(each)
    if there:
        st.checkbox(
            f"Take also what the workshop has already, word for word ({there})",
            key=each.key("repeats"),
        )


def _words(found: Counter[str]) -> str:
    """Words with quotation marks, and how often each stands there."""
    words = [f"“{word[:40]}”{f' ({n})' if n > 1 else ''}" for word, n in found.items()]
    more = f" and {len(words) - MOST_WORDS_SHOWN} others" if len(words) > MOST_WORDS_SHOWN else ""
    return ", ".join(words[:MOST_WORDS_SHOWN]) + more


def _level(files: Sequence[FileIn], here: Known) -> None:
    """Ask how much may be shown of the speakers, where the edition shows more than their group."""
    may_be = LEVELS[: LEVELS.index(here.rule) + 1]
    told = any(note.organisation or note.speaker for file in files for note in file.notes)
    if told and Attribution.ORGANISATION in may_be:
        st.session_state.setdefault(import_held.LEVEL, Attribution.GROUP)
        st.selectbox(
            "May be shown of who said it, in all these files",
            may_be,
            format_func=lambda level: LEVEL_NAMES[level],
            key=import_held.LEVEL,
        )


def _import(looked: Looked) -> None:
    """The one button; it says what will be done."""
    coming = [[each for each in of_file if each.statements] for of_file in looked.becomes]
    statements = _count(sum(len(a.statements) for each in coming for a in each), "statement")
    rooms = {each.room.id for of_file in coming for each in of_file if each.room}
    number = sum(map(bool, coming))
    if not number:
        st.info("There is nothing to import: what these files say is there already, or falls out.")
        return
    into = f"{_count(number, 'file')} into {_count(len(rooms), 'workshop')}"
    button(
        f"Import {statements} from {into}",
        bind(
            f"Imported {statements} from {into}.",
            imports.bring_in,
            files=found(f"files {looked.token}", lambda: import_files.drawn(looked.token).files),
            cuts=found("cuts", lambda: import_files.drawn(looked.token).cuts),
            seen_statements=sum(len(a.statements) for each in coming for a in each),
        ),
        name="bring_in",
        type="primary",
        then=lambda _: import_files.forget_files(),
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

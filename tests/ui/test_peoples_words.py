"""People's words are never read as markup: every text that reaches it is looked at in the code.

What a call of Streamlit reads as markup is followed in the syntax tree through f-strings, names,
lists and choices to its ends; each end is a constant, made plain, a number that is formatted, or
one of our own words that are listed here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import plain

ROOT = Path(__file__).resolve().parents[2]
DRAWN = sorted([*(ROOT / "pages").glob("*.py"), *(ROOT / "hrgl" / "ui").rglob("*.py")])
READS_MARKUP = {
    "button",
    "caption",
    "checkbox",
    "date_input",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "header",
    "info",
    "link_button",
    "markdown",
    "metric",
    "multiselect",
    "number_input",
    "popover",
    "progress",
    "radio",
    "selectbox",
    "slider",
    "status",
    "subheader",
    "success",
    "tabs",
    "text_area",
    "text_input",
    "time_input",
    "title",
    "toast",
    "toggle",
    "warning",
    "write",
}
WRAPPERS = {"button", "text_area", "text_input"}
MADE_PLAIN = {"plain", "label", "len", "sum"}
PASSES_ON = {"join", "strip", "removeprefix", "capitalize", "replace", "map"}
# words and numbers of ours: nothing in them was written by anybody
OURS = {
    "VERDICTS[opinion.verdict]",
    "ROLE_NAMES[_member.role]",
    "pieces.FORMAT_NAMES[kind]",
    "pieces.SUPPORT_NAMES[support]",
    "SAYING[verdict]",
    "notes_summary.SUMMARY_TITLE",
    "undo.reason_against(picked[0].act, picked[0].has_changes)",
    "day_and_time(each.at)",
    "day_and_time(file.at)",
    "day_and_time(note.at)",
    "day_and_time(sent.at)",
    "_held(sent)",
    "day_and_time(person.invited_until)",
    "day_and_time(row.published_at)",
    "theme.heard",
    "section.heard",
    "flood.why",
    "kappa.words",
    "slot.hours",
    "day.name",
    "figure.name",
    "said_how_often(point)",
    "_figures(each, arrived)",
    "_explained(found)",
    "_digits(each.similarity)",
    "title(draft)",
    "second_look.ENOUGH",
    "sentence",
    "step.button",
    "map(plain, told)",
    "everything[chosen]",  # the guide
    "found.encouragements",
    "how.value",
    "ask(reports_waiting, edition_id)",
    "waiting",
    "_LINES[name]",
    "ask(forms.standing_number, edition_id=facts.id)",
    "language_name(language)",
}
OUR_CALLS = {"_count", "heard", "_left", "_changed"}
# numbers, codes that a check lets hold letters and digits only, and what a function is handed
NUMBERS = re.compile(
    r".*\b(numbers?|wording|statements|elsewhere|times|both|place|places|version|progress|short|code"
    r"|free|steering|sha256)\b.*"
)
HANDED_ON = {
    "presses.py": {"label"},
    "fields.py": {"label"},
    "pieces.py": {"label"},
    "difference.py": {"name", "title"},
    "sheet_view.py": {"lines", "_raised(len(notes))"},
    "frame.py": {"name"},
    "conference_view.py": {"label"},
    "import_columns.py": {"label"},
    "import_templates.py": {"name"},
    "editing.py": {"keep", "drop"},
    "unsaved.py": {"why"},
    "along_view.py": {"how"},
    "taking.py": {"label"},
    "take_home_view.py": {"done", "of"},
    "history.py": {"put(audit.count_acts, edition_id=who.edition_id, **wanted)", "count", "name"},
    "page.py": {"secrets.token_hex(2).upper()"},
}


def _ends(node: ast.AST, known: dict[str, list[ast.AST]], depth: int = 0) -> Iterator[ast.AST]:
    """What a text is made of in the end, but for constants and formatted numbers."""
    parts: list[ast.AST] = []
    if isinstance(node, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr):
        parts = [
            each.value
            for each in node.values
            if isinstance(each, ast.FormattedValue) and each.format_spec is None
        ]
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.BoolOp):
        parts = list(node.values)
    elif isinstance(node, ast.List | ast.Tuple):
        parts = list(node.elts)
    elif isinstance(node, ast.GeneratorExp | ast.ListComp):
        parts = [node.elt]
    elif isinstance(node, ast.Call) and _name(node) in PASSES_ON:
        parts = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        parts += node.args[1:] if _name(node) == "map" else node.args
        if _name(node) == "map" and ast.unparse(node.args[0]) in {"plain", "str"}:
            return
    elif isinstance(node, ast.Name) and node.id in known and depth < 4:
        for value in known[node.id]:
            yield from _ends(value, known, depth + 1)
        return
    else:
        yield node
        return
    for part in parts:
        yield from _ends(part, known, depth)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _reads_markup(call: ast.Call) -> bool:
    return _name(call) in (READS_MARKUP if isinstance(call.func, ast.Attribute) else WRAPPERS)


def _is_ours(end: ast.AST, file: str) -> bool:
    told = ast.unparse(end)
    if isinstance(end, ast.Call) and _name(end) in MADE_PLAIN | OUR_CALLS:
        return True
    constant = isinstance(end, ast.Name) and end.id.strip("_").isupper()
    handed_on = told in HANDED_ON.get(file, set())
    return constant or told in OURS or handed_on or bool(NUMBERS.fullmatch(told))


def _suspicious(source: str, file: str) -> set[str]:
    """What is drawn as markup in a module and is neither plain nor ours."""
    tree = ast.parse(source)
    scopes = [tree, *(each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))]
    found, cleared = set(), set()
    for scope in scopes:
        known: dict[str, list[ast.AST]] = {}
        for each in ast.walk(scope):
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
                known.setdefault(each.targets[0].id, []).append(each.value)
            elif isinstance(each, ast.AugAssign) and isinstance(each.target, ast.Name):
                known.setdefault(each.target.id, []).append(each.value)
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and _reads_markup(call) and call.args:
                ends = list(_ends(call.args[0], known))
                wrong = {ast.unparse(end) for end in ends if not _is_ours(end, file)}
                (found if wrong else cleared).update({(call.lineno, each) for each in wrong})
    return {f"{file}:{line}: {what}" for line, what in found}


def test_every_text_that_is_read_as_markup_is_plain_or_ours() -> None:
    wrong = set().union(*(_suspicious(path.read_text("utf-8"), path.name) for path in DRAWN))
    assert not wrong, "\n".join(sorted(wrong))


def test_tables_that_read_markup_are_drawn_in_one_place_that_makes_all_of_them_plain() -> None:
    drawn = [path.name for path in DRAWN if re.search(r"\bst\.table\(", path.read_text("utf-8"))]
    assert drawn == ["pieces.py"]
    made = pieces._all_plain({"*Theme*": ["<b>Money</b>", "[a](http://x.example)"]})
    assert made.to_pydict() == {
        plain("*Theme*"): [plain("<b>Money</b>"), plain("[a](http://x.example)")]
    }


@pytest.mark.parametrize(
    "source",
    [
        "st.caption(row.text)",
        'st.caption(\n    f"{row.who} said it"\n)',
        "told = row.text\nst.markdown(told)",
        'st.markdown(f"{a if b else row.reason}")',
        'told = [row.text]\nst.caption(" · ".join(told))',
        'st.button(f"Take {person.name} away")',
    ],
)
def test_people_s_words_are_found_however_the_call_is_written(source: str) -> None:
    assert _suspicious(source, "any.py")


@pytest.mark.parametrize(
    "words", [":material/bolt: now", "see http://x.example/a", "www.x.example", "ana@x.example"]
)
def test_no_icon_and_no_address_is_left_to_be_found(words: str) -> None:
    made = plain(words)
    assert not re.search(r":material|://|www\\?\.|@\w", made.replace("\\", ""))
    assert made.replace("\\", "").replace("\u2060", "") == words

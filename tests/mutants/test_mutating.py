"""Faults put into the rules: which are made, how they are named, what is left alone."""

from textwrap import dedent

from tests.mutants.__main__ import ACCEPTED, CLOSEST, ROOT
from tests.mutants.mutating import functions_in, mutants

SOURCE = dedent(
    '''
    """A module."""

    LONGEST = 80
    MAY = {"a": frozenset({1, 2})}


    class Draft:
        """A class."""

        place: int = 3

        @property
        def placed(self) -> bool:
            """Whether it has a place."""
            return self.place is not None


    def act(session, actor, *, name: str = "none") -> None:
        """Do it."""
        require(actor, "may")
        if not name:
            raise ValueError("Please give a name.", "name")
        record(session, actor, kind=name)
        record(session, actor, kind=name)
    '''
)


def _made(where: str) -> set[str]:
    return {mutant.change for mutant in mutants(SOURCE) if mutant.where == where}


def test_a_guard_is_dropped_and_a_condition_holds_always_never_or_the_other_way_round() -> None:
    made = _made("act")
    assert 'require(actor, "may") → pass' in made
    assert 'require(actor, "may") → require(actor, None)' in made
    assert {"if not name: → if True:", "if not name: → if False:", "if not name: → if name:"} < made


def test_a_fault_that_can_be_made_twice_is_told_apart() -> None:
    change = "record(session, actor, kind=name) → pass"
    assert {change, f"{change} (no. 2)"} < _made("act")


def test_sentences_annotations_defaults_docstrings_session_and_actor_are_left_alone() -> None:
    changes = " ".join(mutant.change for mutant in mutants(SOURCE))
    assert "XXname" in changes
    for untouched in (
        "XXPlease",
        "XXnone",
        "XXDo it",
        "str = None",
        "record(None",
        "n, None, kind",
    ):
        assert untouched not in changes


def test_methods_behind_decorators_and_tables_have_faults_too() -> None:
    assert _made("Draft.placed") == {"return self.place is not None → return self.place is None"}
    assert "LONGEST = 80 → LONGEST = 81" in _made("LONGEST =")
    assert any("frozenset({2})" in change for change in _made("MAY ="))
    assert {mutant.where for mutant in mutants(SOURCE)} == {
        "LONGEST =",
        "MAY =",
        "Draft.placed",
        "act",
    }


def test_the_code_of_a_function_is_found_by_its_name_in_the_faulty_code() -> None:
    for mutant in mutants(SOURCE):
        if not mutant.where.endswith("="):
            assert mutant.where in functions_in(compile(mutant.code, "m", "exec"))


def test_every_module_and_every_test_that_is_named_stands_where_it_is_said_to() -> None:
    named = [*(f"hrgl/{module.replace('.', '/')}.py" for module in {*CLOSEST, *ACCEPTED})]
    named += [file for files in CLOSEST.values() for file in files]
    assert [file for file in named if not (ROOT / file).exists()] == []

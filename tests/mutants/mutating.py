"""Mutants: a module with one small deliberate fault each, made by the operators of mutmut.

Left alone are sentences (their words belong to whoever writes them), docstrings, annotations,
decorators and default values; and what any test would notice that comes near, which would only
make the share look better: a call without one of its positional arguments, session or actor.
"""

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any

import libcst as cst
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_string

_LEFT_ALONE = (cst.Annotation, cst.Decorator, cst.Parameters, cst.Import, cst.ImportFrom)
_NEEDED = {"session", "actor", "None"}


@dataclass(frozen=True)
class Mutant:
    """One fault: in which function or assignment, which lines it changes, and the faulty code.

    The code is that of the whole statement at the top of the module: a function, a class.
    """

    where: str
    change: str
    code: str


def _without_argument(call: cst.Call) -> Iterator[cst.CSTNode]:
    """A named argument is left out; another is none."""
    for at, argument in enumerate(call.args):
        rest = [*call.args[:at], *call.args[at + 1 :]]
        if argument.keyword is not None:
            yield call.with_changes(args=rest)
        elif not argument.star and getattr(argument.value, "value", "") not in _NEEDED:
            rest.insert(at, argument.with_changes(value=cst.Name("None")))
            yield call.with_changes(args=rest)


def _other_word(text: cst.SimpleString) -> Iterator[cst.CSTNode]:
    """A key or name is another one; what has a blank in it is a sentence."""
    if " " not in text.value and text.raw_value and len(text.quote) == 1:
        yield text.with_changes(value=f"{text.prefix}{text.quote}XX{text.raw_value}{text.quote}")


def _without_call(statement: cst.Expr) -> Iterator[cst.CSTNode]:
    """A call that is made for what it does is left out."""
    if isinstance(statement.value, cst.Call):
        yield cst.Pass()


def _decided(condition: cst.If) -> Iterator[cst.CSTNode]:
    """A condition holds always, or never."""
    for answer in ("True", "False"):
        yield condition.with_changes(
            test=cst.Name(answer), whitespace_before_test=cst.SimpleWhitespace(" ")
        )


def _without_entry(display: cst.Set | cst.Dict | cst.List) -> Iterator[cst.CSTNode]:
    """A set, list or table lacks one of its entries."""
    for at in range(len(display.elements) if len(display.elements) > 1 else 0):
        yield display.with_changes(elements=[*display.elements[:at], *display.elements[at + 1 :]])


OPERATORS: list[tuple[Any, Any]] = [
    *(
        (on, op)
        for on, op in mutation_operators
        if op not in (operator_arg_removal, operator_string)
    ),
    (cst.Call, _without_argument),
    (cst.SimpleString, _other_word),
    (cst.Expr, _without_call),
    (cst.If, _decided),
    ((cst.Set, cst.Dict, cst.List), _without_entry),
]


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault that can be made in a module and still be compiled, each once."""
    tree = cst.parse_module(source)
    for statement in tree.body:
        right, told = tree.code_for_node(statement), Counter[tuple[str, str]]()
        made = {right}
        for where, node in _places(cst.Module([statement]), ""):
            for fault in _faults(node):
                code = tree.code_for_node(statement.deep_replace(node, fault))  # type: ignore[arg-type]
                if code in made or not _compiles(code):
                    continue
                made.add(code)
                change = _told(right, code)
                told[where, change] += 1
                again = f" (no. {told[where, change]})" if told[where, change] > 1 else ""
                yield Mutant(where, change + again, code)


def _places(node: cst.CSTNode, where: str) -> Iterator[tuple[str, cst.CSTNode]]:
    """The nodes inside functions, and inside the assignments at the top of a module."""
    for child in node.children:
        if isinstance(child, _LEFT_ALONE):
            continue
        name = where
        if isinstance(child, cst.FunctionDef | cst.ClassDef) and "()" not in where:
            name = f"{where}.{child.name.value}".lstrip(".")
            name += "()" if isinstance(child, cst.FunctionDef) else ""
        elif isinstance(node, cst.SimpleStatementLine) and not where:
            name = _assigned(child)
        if name.endswith(("()", "=")):
            yield name.removesuffix("()"), child
        yield from _places(child, name)


def _assigned(statement: cst.CSTNode) -> str:
    if isinstance(statement, cst.Assign):
        return f"{cst.Module([]).code_for_node(statement.targets[0].target)} ="
    if isinstance(statement, cst.AnnAssign) and statement.value is not None:
        return f"{cst.Module([]).code_for_node(statement.target)} ="
    return ""


def _faults(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _told(before: str, after: str) -> str:
    """The lines that differ, before and after, on one line."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[
        2:
    ]
    gone, come = (
        " ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in ("-", "+")
    )
    return f"{gone} → {come}"


def functions_in(code: CodeType) -> dict[str, CodeType]:
    """The code of the functions and methods of a module by their qualified names."""
    found: dict[str, CodeType] = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType) and "<locals>" not in inner.co_qualname:
            found[inner.co_qualname] = inner
            found.update(functions_in(inner))
    return found

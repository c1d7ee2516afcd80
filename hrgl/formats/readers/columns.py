"""Which columns of a table hold what: proposed from their names and from what stands in them."""

import re
from collections.abc import Sequence
from statistics import fmean, median

from hrgl.formats.readers.contents import ContentRow, Mapping

TEXT = (
    "comment-body",
    "statement",
    "comment",
    "comments",
    "comment-text",
    "text",
    "note",
    "notes",
    "response",
    "responses",
    "answer",
    "answers",
    "input",
    "idea",
    "ideas",
    "contribution",
    "contributions",
    "proposal",
    "proposals",
    "message",
    "kommentar",
    "beitrag",
    "antwort",
    "aussage",
    "notiz",
    "anmerkung",
    "commentaire",
    "texte",
    "réponse",
    "contribution-texte",
    "proposition",
    "remarque",
    "comentario",
    "texto",
    "respuesta",
    "nota",
    "aportación",
    "propuesta",
    "comentário",
    "resposta",
    "commento",
    "testo",
    "risposta",
    "opmerking",
    "reactie",
)
_ABOUT = {
    "actor_type": (
        "actor-type",
        "type-of-actor",
        "actor",
        "stakeholder",
        "stakeholder-type",
        "stakeholder-group",
        "respondent-type",
        "type-of-respondent",
        "responding-as",
        "organisation-type",
        "organization-type",
        "akteur",
        "akteurstyp",
        "akteursgruppe",
        "type-d-acteur",
        "acteur",
        "tipo-de-actor",
        "tipo-de-ator",
        "tipo-di-attore",
        "sector",
    ),
    "region": (
        "region",
        "country",
        "world-region",
        "location",
        "land",
        "staat",
        "région",
        "pays",
        "región",
        "país",
        "região",
        "regione",
        "paese",
        "lugar",
        "ort",
        "lieu",
    ),
    "organisation": (
        "organisation",
        "organization",
        "organisation-name",
        "organization-name",
        "name-of-organisation",
        "name-of-organization",
        "institution",
        "affiliation",
        "org",
        "einrichtung",
        "organización",
        "institución",
        "organização",
        "organizzazione",
        "ente",
        "city",
        "stadt",
        "ville",
        "ciudad",
        "cidade",
        "città",
    ),
    "speaker": (
        "speaker",
        "name",
        "interview",
        "who",
        "said-by",
        "participant",
        "respondent",
        "author",
        "full-name",
        "display-name",
        "respondent-name",
        "your-name",
        "what-is-your-name",
        "sprecher",
        "sprecherin",
        "person",
        "intervenant",
        "nom",
        "participante",
        "nombre",
        "ponente",
        "nome",
        "relatore",
    ),
    "workshop": (
        "workshop",
        "workshop-code",
        "session",
        "room",
        "group",
        "table",
        "raum",
        "gruppe",
        "arbeitsgruppe",
        "atelier",
        "salle",
        "groupe",
        "taller",
        "sala",
        "grupo",
        "laboratorio",
    ),
    "kind": (
        "kind",
        "type",
        "category",
        "note-kind",
        "art",
        "kategorie",
        "catégorie",
        "nature",
        "categoría",
        "tipo",
        "categoria",
    ),
}
_SAMPLE = 300  # rows that are looked at, and
_ENOUGH = 500  # characters of each cell
_LONG_TOO = 0.4  # part of the longest column's length that makes another one text as well
_CHOICES = 0.5  # of its filled cells differ: else it is a list of choices


def propose_mapping(names: Sequence[str], rows: Sequence[ContentRow]) -> Mapping:
    """Propose a mapping; its `text` is empty where no column looks like what people wrote.

    One column of a known name is the text; without any, all in which people wrote at length.
    """
    columns = _columns(len(names), rows)
    filled = [at for at in _named(names, TEXT) if columns[at]]
    text = tuple(filled[:1]) or _wordy(columns, len(rows))
    about = {
        field: next((at for at in _named(names, known) if at not in text and columns[at]), None)
        for field, known in _ABOUT.items()
    }
    return Mapping(text, **about)


def plainly(name: str) -> str:
    """Give a column's name in small letters, with one hyphen for everything between words."""
    return re.sub(r"[\W_]+", "-", name[:_ENOUGH].casefold()).strip("-")


def _named(names: Sequence[str], known: Sequence[str]) -> list[int]:
    """Give the columns of a known name in the order of the list, whole names before parts.

    Surveys name a column twice over: "Location - address".
    """
    whole = [plainly(name) for name in names]
    parts = [[plainly(part) for part in re.split(r" [-–] |[:(/]", name)] for name in names]
    found = [whole.index(each) for each in known if each in whole]
    return found + [at for each in known for at, part in enumerate(parts) if each in part]


def _columns(width: int, rows: Sequence[ContentRow]) -> list[list[str]]:
    """Give the filled cells of each column, of as many rows as are enough to judge."""
    step = max(1, len(rows) // _SAMPLE)
    columns: list[list[str]] = [[] for _ in range(width)]
    for _, row in rows[::step]:
        for column, cell in zip(columns, row, strict=False):
            if words := cell[:_ENOUGH].strip():
                column.append(words)
    return columns


def _wordy(columns: Sequence[Sequence[str]], rows: int) -> tuple[int, ...]:
    enough = 1 if rows < 2 else 2
    lengths = {
        at: fmean(map(len, cells))
        for at, cells in enumerate(columns)
        if len(cells) >= enough and _is_text(cells)
    }
    longest = max(lengths.values(), default=0.0)
    return tuple(at for at, length in lengths.items() if length >= _LONG_TOO * longest)


def _is_text(cells: Sequence[str]) -> bool:
    """Say whether people wrote this: usually four words or more, and seldom the same ones."""
    words = median(len(re.findall(r"[^\W\d_]{2,}", cell)) for cell in cells)
    return words >= 4 and (len(cells) < 4 or len(set(cells)) > _CHOICES * len(cells))

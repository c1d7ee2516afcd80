"""What in a text may point to a person: offered to be taken out before anything is kept."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

EMAIL, TELEPHONE, NAME = "e-mail address", "telephone number", "name"
_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w-])")
_TELEPHONE = re.compile(
    r"(?<![\w.,/:-])(?:\+|\(?0)?\(?\d[\d ()./\u00a0-]{6,24}\d(?![\w/:-]|[.,]\d)"
)
_CALLED = re.compile(
    r"(?:tel|phone|mobile|mob|fax|call|whatsapp|ruf|handy|tél|móvil)[.:]{0,2}\s*$", re.I
)
_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}", re.ASCII)
_DATE_OR_PART = re.compile(
    r"0\.\d+|\d{4}([-./ ])\d{1,2}\1\d{1,2}|\d{1,2}([-./ ])\d{1,2}\2(?:\d{4}|\d{2})", re.ASCII
)
_DIGITS = range(7, 16)  # ITU-T E.164 allows 15
_BULLET = (
    r"[ \t]*(?:[*•◦–+-][ \t]+|\d{1,2}[.)][ \t]+|\[[ xX]?\][ \t]+)*(?:\[\d{1,2}:\d{2}\][ \t]*)?"
)
_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?"
_PARTICLE = (
    r"(?:(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|la|le|el|al|bin|ibn|y|e|of)[ ])"
)
_NAME = re.compile(
    rf"^{_BULLET}(?P<name>{_WORD}(?:[ ]{_PARTICLE}{{0,2}}{_WORD}){{0,3}})"
    r"(?P<from>[ ]\([^()\n]{1,80}\))?[ ]?:[ \t]+(?=\S)",
    re.MULTILINE,
)
# Words that stand before a colon without being anybody's name.
_LABEL_WORDS = """
a about access action actions actor actors add agenda aim all and annex answer answers april
aim area areas art article attention august background barriers best boundary budget capacity
case challenge challenges change children cities city civil climate closing comment comments
community conclusion conclusions context core costs council culture data date day december
decision decisions definition democracy dimension discussion document education employment
encouragement energy environment equality example examples experience facilitator february
feedback finance findings focus follow for from fund funding gaps gender general goal goals
good governance government governments great green group groups guiding health help home
housing how human i idea ideas impact important in inclusion indicators info information input
inputs introduction issue issues january july june justice key language later law leave lesson
lessons level link links local main management march may measures meeting mental message method
methods migration mobility moderator module monitoring my national need needs network new next
no non not note notes november objective objectives october offer on one open opening opinion
opportunities organisation organization other our outcome outcomes output outputs overall panel
part participants participation partners people place plan planning please plenary point points
policies policy poll position positive post poverty practice practices presentation presenters
principle principles priorities problem problems process program programme programs project
projects proposal proposals public question questions quote rapporteur reason reasons
recommendation recommendations region report reservation reservations resources response
responses result results right rights risk risks role room rural safety second section sector
september service services session sessions short small so social society solution solutions
some source sources space speaker speakers stakeholders staff statement step steps strategies
strategy strengths success suggestion suggestions summary support systems table task tasks
team technology thanks that the their theme themes then there these they third this time title
to today together tool tools top topic topics towards training transport trust type university
update urban use value values violence vision water ways we weaknesses well what when where
which who why women work workshop world yes young youth zero
cons faq police pro pros schools students teachers tenants
anmerkung anmerkungen antwort antworten arbeit beispiel beispiele das der die ergebnis ergebnisse
ein eine forderung frage fragen gruppe herausforderung herausforderungen idee ideen kommentar
menschenrechte notiz notizen problem probleme stadt thema themen vorschlag vorschläge wir wohnen
ziel ziele zusammenfassung
atelier commentaire conclusion droits défi défis exemple exemples groupe idée idées la le les
objectif problème proposition propositions question réponse résumé thème ville
comentario conclusiones derechos desafío desafíos ejemplo ejemplos el grupo idea los las nota
notas objetivo pregunta preguntas problema propuesta propuestas respuesta resumen taller tema
domanda esempio nota risposta sintesi problema proposta
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_STAMPED = re.compile(r"\[\d{1,2}:\d{2}\][ \t]*$")
_TITLED = re.compile(
    r"(?:Dr|Prof|Mag|Mr|Mrs|Ms|Mx|Sr|Sra|Mme|Dott)\.?[ ]|(?:Frau|Herr|Madame|Monsieur|Señora?)[ ]"
)
_INITIAL = re.compile(r"(?:^|[ -])[^\W\d_]\.(?:$|[ -])")


@dataclass(frozen=True)
class PersonalSpan:
    """A piece text[start:end] and what it looks like, in words for a person.

    `certain`: nothing else looks like it. A city or a topic stands before a colon as a name does.
    """

    start: int
    end: int
    what: str
    certain: bool = True

    def words(self, text: str) -> str:
        """Give what it says, without the colon of a name."""
        return text[self.start : self.end].strip().rstrip(":").rstrip()


def personal(text: str) -> list[PersonalSpan]:
    """Find e-mail addresses, telephone numbers and names before a colon at a line's beginning.

    The spans are in order and do not overlap. Those that are not certain are for a person to
    choose: a name is certain with a title, an initial or a chat's time before it.
    """
    found = [*_addresses(text), *_telephones(text), *_names(text)]
    kept: list[PersonalSpan] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def without(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Give the text without the spans; where one stood between two spaces, one space stays."""
    kept: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda each: each.start):
        if span.start < at:
            at = max(at, span.end)
            continue
        kept.append(text[at : span.start])
        at = span.end
        if text[at : at + 1] == " " == text[max(0, span.start - 1) : span.start]:
            at += 1
    return "".join([*kept, text[at:]])


def _addresses(text: str) -> Iterator[PersonalSpan]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield PersonalSpan(found.start(), found.end(), EMAIL)


def _telephones(text: str) -> Iterator[PersonalSpan]:
    for found in _TELEPHONE.finditer(text):
        number = found[0]
        digits = sum(map(str.isdigit, number))
        called = _CALLED.search(text[max(0, found.start() - 20) : found.start()])
        dialled = number[0] in "+(0" or bool(called) or bool(_AMERICAN.fullmatch(number))
        if dialled and digits in _DIGITS and not _DATE_OR_PART.fullmatch(number):
            yield PersonalSpan(found.start(), found.end(), TELEPHONE)


def _names(text: str) -> Iterator[PersonalSpan]:
    """Yield names with their colon; a single word only where it speaks more than once."""
    found = [each for each in _NAME.finditer(text) if _is_name(each["name"])]
    times = Counter(each["name"] for each in found)
    for each in found:
        if " " in each["name"] or times[each["name"]] > 1:
            yield PersonalSpan(each.start("name"), each.end(), NAME, _is_certain(each))


def _is_certain(found: re.Match[str]) -> bool:
    before, name = found[0][: found.start("name") - found.start()], found["name"]
    return bool(_STAMPED.search(before) or _TITLED.match(name) or _INITIAL.search(name))


def _is_name(words: str) -> bool:
    """Say whether no capitalised word is a label; single letters with a dot are initials."""
    if words[0].islower() or len(words) == 1:
        return False
    return not any(
        len(word) > 1 and word[0].isupper() and word.casefold() in _LABELS
        for word in re.split(r"[ .-]", words)
    )

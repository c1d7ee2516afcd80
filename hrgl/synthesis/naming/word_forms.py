"""What a word seems to be, going by its form, where no tagger is at hand.

Only as much as a title needs: whether a word can be the last of a phrase, where in most languages a
noun must stand. English and French by endings, German by capitals. In any other language every word
may end a phrase.
"""

from functools import cache

from hrgl.synthesis.naming.spoken import ENGLISH

GERMAN, FRENCH = "de", "fr"

# Words of an adjective's form that name something, and adjectives without such a form.
_NOUNS = """
alternative animal anniversary approval arcarrival beneficiary boundary cable cannibal
capital clinic collective commentary cooperative critic deal dental detective diary dictionary
directive disposal drive epidemic ethic executive fabric festival festive five
funeral garbage general glossary goal hive hospital hostel hotel incentive individual initiative
jail journal label library logic logo mail manual material meal mechanic medal
military mineral model motive music narrative native objective official olive pandemic panel
perspective plastic portal potential principal professional proposal referral relative
removal renewal representative republic rival salary school secretary signal statistic summary
table tablet terminal topic traffic trial tunnel vegetable vehicle vocabulary withdrawal
"""
_ADJECTIVES = """
affordable annual appropriate available basic better big broad bureaucratic busy central certain
cheap clear close common compassionate complete complex compulsory correct criminal cruel current
dangerous dead deep direct disabled early easy elderly equal essential excellent expensive extra
fair false fast few final fine fluent foreign formal former free frequent full global good
greedy green hard healthy heavy high homeless honest huge human humane ideal ill illegal
illiterate immediate important inclusive independent indoor innocent internal international joint
late legal local long loud low mandatory mature mental migrant minor mixed modern moral multiple
municipal mutual narrow national nearby necessary negative new obvious old online open outdated
outdoor outside own painful past patient personal physical poor popular positive possible private
proper public quick rare ready real recent regional related relevant reluctant rental responsible
rich rural safe secondary sensitive separate serious severe shared short sick similar simple
single slow smart social special specific stable standardized strict strong successful
sufficient suitable temporary tiny total transparent unable unfair unsafe unstable unwanted urban
urgent useful usual vague valid vast voluntary vulnerable weak western whole wide wonderful wrong
young
"""
_LIKE_ADJECTIVES = (
    *("ed", "ous", "ful", "less", "wise", "able", "ible", "ical", "onal", "ental", "cial", "sive"),
    *("tive", "tory", "ary", "ish", "ic", "ural", "ular", "ual"),
)
_ING = """
banking being briefing budgeting building bullying camping ceiling charging cleaning clothing
counseling counselling crossing cycling dumping evening farming feeling fencing financing fracking
funding gambling gardening gathering healing hearing heating housing hunting killing learning
lending lighting listening littering living lobbying marketing meaning meeting mentoring morning
networking nursing offering opening painting parenting parking planning policing pricing profiling
programming recording recycling reporting schooling sentencing shopping sibling smoking
speaking spelling spending spring suffering swimming targeting teaching thing timing
trafficking training tutoring upbringing voting warning well-being wellbeing wing wording working
writing zoning
"""
_FRENCH_NOUNS = """
accident adolescent agent argent avenir berger boulanger cancer client content continent danger
devoir déjeuner désir dîner fer foyer hiver incident loisir loyer mer parent patient plaisir
pouvoir président résident savoir soutenir souvenir talent vent verger équivalent étranger
étudiant
"""
_BETWEEN = {"den", "dem", "der"}
# Names of nothing in particular.
_VAGUE_NOUNS = """
advantage amount answer aspect bit case day direction end example fact form group hour idea
individual issue kind level long manner matter minute moment month night number other part person
place point problem question reason respect scene self side situation stage step term themself
thing time turn type way week word year today tomorrow everyone everybody someone fois an année
jour cas façon chose personne gens beaucoup moyen manière jahr mensch menschen leute ding fall tag
art weise beispiel vez año día caso manera cosa persona gente ejemplo
"""


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def is_vague(folded: str) -> bool:
    """Say whether a word names nothing in particular."""
    return folded in _set(_VAGUE_NOUNS)


def can_end(word: str, language: str) -> bool:
    """Say whether a phrase may end on this word: not on an adjective, participle or verb."""
    small = word.lower().replace("’", "'").rsplit("'", 1)[-1 if language == FRENCH else 0]
    if language == GERMAN:
        return not small[0].isalpha() or word[0] != small[0] or not word.isalpha()
    if language == FRENCH:
        return small in _set(_FRENCH_NOUNS) or not _is_french_verb(small)
    return language != ENGLISH or not _is_adjective(small)


def fits_before(word: str) -> bool:
    """Say whether a German word can stand before a noun, as it is named: "einfache", "für"."""
    return word[0].isupper() or not word.endswith(("en", "em", "er")) or word in _BETWEEN


def is_verbal(word: str, language: str) -> bool:
    """Say whether an English word on -ing is more often done than named."""
    return language == ENGLISH and word.endswith("ing") and word not in _set(_ING)


def _is_adjective(small: str) -> bool:
    if small in _set(_NOUNS) or small.removesuffix("s") in _set(_NOUNS):
        return False
    return small in _set(_ADJECTIVES) or (
        small.endswith(_LIKE_ADJECTIVES) and not small.endswith("eed")
    )


def _is_french_verb(small: str) -> bool:
    if small.endswith("ent"):
        return not small.endswith("ment")
    return small.endswith(("er", "ir", "ez")) and not small.endswith(("ier", "oir"))

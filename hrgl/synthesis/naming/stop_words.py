"""Words that say nothing by themselves, and what may stand between and before those that do.

English from scikit-learn's list, less some nouns of public life, and for titles the commonest
verbs; other languages from the lists of `stop-words`. Which of them hold goes by the language of
the statement: "pour" and "main" are nothing in French, and something in English.
"""

from functools import cache

_NOUNS = frozenset({"bill", "computer", "cry", "detail", "fire", "system"})
_OPINION = """
able actually ago always away bad banned behalf believe best better big biggest bit bullied certain
come comes coming currently dept did different does doing dont easily enough especially etc ever
extremely feel going gone good got great greatest hard having help helped helping helps hi highest
important instead isnt just kind kinds knew know known knows later let lets like likes look looking
looks lot lots lowest made make makes making maybe mean means need needed needing needs never new
nice numerous ok once ones part parts people person please pls possible probably quite real really
said sake saying says second show shows simply soon sorry specific sure talk talked talking thank
thanks thing things think thinking third thought thoughts time today told too true truly understand
understands use used uses using various want wanted wanting wants way ways went work works wrong yes
yet
"""
# Words that are verbs far oftener than names of something: with -s, -d or -ed they are verbs too.
_VERBS = """
accept achieve add afford agree allow appear apply arrive assume attend avoid become begin belong
bring build buy carry choose collect commit consider consult contain continue create decide define
deliver depend describe develop die disagree disappear discover discuss eat employ enable encourage
enforce ensure enter establish exist expand expect expire explain explore fill focus follow forget
gather get give grow happen hate hear hide hold ignore implement improve include incorporate
increase inform integrate introduce involve join justify keep kill learn leave legitimise listen
lose maintain meet move obtain occur own pay prepare prevent produce promote propose prosper protect
prove provide publish put reach read realise realize receive recognise reduce refuse remain remember
remove replace require run see seek seem sell send serve sit solve speak spend stand start stay
strengthen struggle suffer suggest survive take teach tell tend treat try violate wait win write
"""
_IRREGULAR = """
allowing asked asking became began begun bought brought built buying chose chosen creating dying
felt found gave getting given giving grew grown heard held hid including kept learnt left lost
making met paid paying providing putting ran running sat saw seen sent sold solved speaking spent
spoke stood taken taking taught took tried trying won written wrote
"""
# What the package's lists lack and titles shall not have …
_LACKING = {
    "de": """beim brauchen bräuchten dürfen können könnten man mehr müssen müssten sollten sowie wer
        wollen wurde wurden würden""",
    "fr": """car chaque devons doit doivent entre faut faudrait plus pouvoir veulent voulons""",
    "es": """entre cada deben debería deberían hay más necesitamos queremos""",
    "it": """bisogna devono dobbiamo deve occorre servono serve vogliamo""",
    "pt": """deve devem devemos precisamos queremos é são""",
    "nl": """meer moet moeten kunnen willen worden""",
}
# … and what they hold though people come to talk of it.
_NAMES = """
personne personnes parole droite droites force valeur trabajo trabajar trabaja trabajan trabajamos
lugar tiempo verdad valor fuerza lavoro persona persone tempo casa posto governo stato pessoas
pessoa direito direitos trabalho trabalhar povo gente caminho beslut dag
"""
# Words of other languages that stand in lists of English ones, and verbs that are articles there.
_NOT_ENGLISH = frozenset({"con", "co", "de", "die", "dies", "met", "un"})


def _forms(verb: str) -> set[str]:
    """Return "carry", "carries" and "carried"."""
    past = verb + "d" if verb.endswith("e") else verb + "ed"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied"}
    return {verb, verb + ("es" if verb.endswith(("ch", "sh", "s")) else "s"), past}


_ALL_FORMS = {form for verb in _VERBS.split() for form in _forms(verb)} | set(_IRREGULAR.split())


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language (ISO 639-1), folded; none of one not known."""
    import stop_words as lists  # reads a file for each language when it is asked

    if language not in lists.LANGUAGE_MAPPING:
        return frozenset()
    return frozenset(word.casefold() for word in lists.get_stop_words(language))


@cache
def english_words() -> frozenset[str]:
    """Return the words that tell that a text is English: those that no title has, and no others."""
    return not_in_titles() - _NOT_ENGLISH


@cache
def stop_words(language: str = "en") -> frozenset[str]:
    """Return the words of which a statement in a language that has no others says nothing.

    Those of English for a language of which none are known.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # slow to load

    english = frozenset(ENGLISH_STOP_WORDS) - _NOUNS
    return (
        english
        if language == "en"
        else function_words(language) - frozenset(_NAMES.split()) or english
    )


@cache
def not_in_titles(language: str = "en") -> frozenset[str]:
    """Return what no title has, but for those of JOINING and ARTICLES between two of its words."""
    if language != "en" and function_words(language):
        return stop_words(language) | frozenset(_LACKING.get(language, "").split())
    return stop_words() | _ALL_FORMS | frozenset(_OPINION.split())


# Telling only together with other words, and then not much.
VAGUE = {"current", "different", "general", "large", "little", "live", "main", "major", "small"}

# One of these may stand between two parts of a title, with an article after it.
# The number is what a title with it is worth: "of" makes one name of two, "from" seldom does.
JOINING = {
    word: worth
    for worth, words in (
        (1.0, "of für de du des del von"),
        (0.95, "and for und et y"),
        (0.85, "in with on to between en im à para"),
        (0.7, "at from mit zu zur zum pour con"),
    )
    for word in words.split()
}
# What joins two phrases to a title, by the language of its statements.
AND = {
    "ar": "و",
    "ca": "i",
    "cs": "a",
    "da": "og",
    "de": "und",
    "el": "και",
    "es": "y",
    "fi": "ja",
    "fr": "et",
    "hu": "és",
    "it": "e",
    "nb": "og",
    "nl": "en",
    "pl": "i",
    "pt": "e",
    "ro": "și",
    "ru": "и",
    "sv": "och",
    "tr": "ve",
    "uk": "та",
}
_ARTICLES = "the a an our their your its der die das den dem la le les los las el"
_BEFORE_NAMES = """
of for in with on between at from about by without every each all some any no more less fewer many
this these those my his her whose via per against into through under
"""
_BEFORE_VERBS = """
to i we you he she they it who can could should must will would shall may might cannot not don't
dont can't won't doesn't doesnt didn't is are was were be been being get gets got has have had let's
lets please pls never always also just
"""
# What French and Italian write before an apostrophe is no part of the noun.
_ELIDED = "c d dell j jusqu l lorsqu m n nell qu s t un"
ELIDED = frozenset(_ELIDED.split())
ARTICLES = frozenset(_ARTICLES.split())
BEFORE_NAMES = ARTICLES | frozenset(_BEFORE_NAMES.split())  # most likely of something's name …
BEFORE_VERBS = frozenset(_BEFORE_VERBS.split())  # … and most likely not

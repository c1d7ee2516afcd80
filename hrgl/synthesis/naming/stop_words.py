"""Words that say nothing by themselves, and what may stand between and before those that do.

English from scikit-learn's list, less some nouns of public life, and for titles the commonest
verbs; German, French and Spanish only their commonest function words. Every other language is left
to what is spread evenly over themes.
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
_ELSEWHERE = """
aber als am auch auf aus bei beim brauchen das dass dem den der des die durch ein eine einem einen
einer eines er für haben hat ich ihre ist kann können man mehr mit muss müssen nach nicht nur oder
ohne sein sich sie sind soll sollen sollte sollten um und uns unsere von vor was wenn werden wie wir
wird wollen zu zum zur über gegen
aux avec avons ce ces cette comme dans de des doit doivent du elle en est et faut il ils la le les
leur leurs mais ne nos notre nous ont ou par pas pour plus qu que qui sa se ses son sont sur un une
vous à être contre trop
al como con cuando del el ellos entre es esta este están ha hay las lo los más muy no nos nuestra
nuestro o para pero por porque que ser si sin sobre son su sus también tiene un una y
"""


def _forms(verb: str) -> set[str]:
    """Return "carry", "carries" and "carried"."""
    past = verb + "d" if verb.endswith("e") else verb + "ed"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied"}
    return {verb, verb + ("es" if verb.endswith(("ch", "sh", "s")) else "s"), past}


_ALL_FORMS = {form for verb in _VERBS.split() for form in _forms(verb)} | set(_IRREGULAR.split())


@cache
def stop_words() -> frozenset[str]:
    """Return the words of which a statement that has no others says nothing."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # slow to load

    return frozenset(ENGLISH_STOP_WORDS) - _NOUNS


@cache
def not_in_titles() -> frozenset[str]:
    """Return what no title has, but for those of JOINING and ARTICLES between two of its words."""
    return stop_words() | _ALL_FORMS | frozenset((_OPINION + _ELSEWHERE).split())


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

"""Words that say nothing by themselves, so that they neither open nor close a title.

English from scikit-learn's list, less some nouns of public life; German, French and Spanish only
their commonest function words. Every other language is left to what is spread evenly over themes.
"""

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_NOUNS = frozenset({"bill", "computer", "cry", "detail", "fire", "system"})
_OPINION = """
able actually ago believe best better bit come comes currently did different does doing dont easily
especially feel going good got great help helped helping helps important instead isnt just know let
like likes look lot lots made make makes making maybe need needed needs new people person possible
probably quite really said saying says specific sure talk talked thing things think thought time
today told truly use used using want wants way ways work
"""
_ELSEWHERE = """
aber als am auch auf aus bei beim brauchen das dass dem den der des die durch ein eine einem einen
einer eines er für haben hat ich ihre ist kann können man mehr mit muss müssen nach nicht nur oder
ohne sein sich sie sind soll sollen sollte sollten um und uns unsere von vor was wenn werden wie wir
wird zu zum zur über
aux avec avons ce ces cette comme dans de des doit doivent du elle en est et faut il ils la le les
leur leurs mais ne nos notre nous ont ou par pas pour plus qu que qui sa se ses son sont sur un une
vous à être
al como con cuando del el ellos entre es esta este están ha hay las lo los más muy no nos nuestra
nuestro o para pero por porque que ser si sin sobre son su sus también tiene un una y
"""

STOP_WORDS = ENGLISH_STOP_WORDS - _NOUNS  # a statement of these alone says nothing
NOT_IN_TITLES = STOP_WORDS | frozenset((_OPINION + _ELSEWHERE).split())

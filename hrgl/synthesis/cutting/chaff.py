"""What in notes is no statement, told from the words alone, with the reason for a person."""

import re

from hrgl.synthesis.cutting import logistics

HEADING = "heading: became the context of what follows"
BARE_HEADING = "heading with nothing under it"
TOP = "title or name at the top"
PERSON = "name in a list of people"
SAID_BY = "name of who said the line above"
REPEATED = "repeats the heading"
PAD = "standing text of the notepad"
GREETING = "greeting or thanks"
MEETING = "about the meeting itself, not its subject"
REMARK = "remark of the note-taker"
_LINK_ALONE = "only a link or an address"
_NO_WORDS = "only punctuation or emoji"
_NO_LETTERS = "only numbers"
NOTHING = "says nothing by itself"

_LINKED = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_EMPTY_WORDS = (
    "ok|okay|yes|no|yep|nope|maybe|idk|i don't know|don't know|n/a|na|none|nil|nothing|no comment"
    "|no comments|see above|as above|ditto|same|test|testing|tbd|tbc|todo|to do|hm|hmm|asdf|xxx"
    "|lorem ipsum|ja|nein|vielleicht|keine|nichts|siehe oben|oui|non|rien|sí|si|nada"
)
_EMPTY = frozenset(_EMPTY_WORDS.split("|"))
_PAD_TEXT = re.compile(
    r"welcome to (?:the )?(?:\w+ )?(?:etherpad|pad\b)|this pad text is synchroni[sz]ed as you type"
    r"|this (?:ether)?pad is (?:for|a|the|used)\b|warning: this [\"“”']?pad\b"
    r"|(?:get involved with )?etherpad (?:lite )?(?:at|on github)\b"
    r"|if you want a pad to be (?:kept|deleted)|https?://\S+ => deleted after"
    r"|riseup is a collective|abusive behaviou?r is not allowed on this service"
    r"|please (?:add|put|write|type|sign)(?: in)? your names?\b"
    r"|willkommen (?:bei|im) etherpad|dies(?:es|er) pad(?:-?text)? wird\b"
    r"|bienvenue (?:sur|dans) (?:etherpad|framapad)|ce pad (?:sera|est)\b",
    re.IGNORECASE,
)
_ALL = r"(?:all|everyone|everybody|folks|colleagues|friends|everyone here|you all)"
_NAME = r"(?-i:(?:[A-ZÄÖÜ][\w.]{1,20} ){0,2}[A-ZÄÖÜ]\w{1,20})"
_END = r"[\s!.,:;…)\U0001f300-\U0001faff\u2600-\u27bf]*"
_HELLO = re.compile(
    rf"(?:hi|hello|hey|hiya|hallo|hola|bonjour|servus|salut)(?:,? (?:{_ALL}|there|again"
    rf"|zusammen|alle|to {_ALL}|{_NAME})){{0,3}}{_END}"
    rf"|good (?:morning|afternoon|evening)(?:,? (?:(?:and )?(?:a )?(?:very )?(?:warm )?welcome"
    rf"(?: to (?:the|our|this|today) ?[\w ,’'-]{{0,60}})?|{_ALL}|to {_ALL}|from {_NAME})){{0,3}}"
    rf"{_END}"
    rf"|dear (?:{_ALL}|participants|{_NAME})(?: and \w+)?{_END}"
    rf"|(?:guten (?:tag|morgen|abend)|grüß gott|buenos días)(?: \w+)?{_END}"
    rf"|(?:a |and )?(?:very )?(?:warm |big )?welcome,?(?: back)?(?:,? {_ALL})?{_END}"
    r"|(?:a (?:very )?(?:warm|big) )?welcome,?(?: back)?(?: everyone| all)? to (?:the|our|this"
    r"|today|session|workshop)\b(?:[\w ,’'-]{0,80})\b(?:session|workshop|meeting|conference"
    rf"|academy|group|day|discussion|room)\b[\w ,:’'-]{{0,60}}{_END}"
    rf"|(?:herzlich )?willkommen(?: \w+){{0,2}}{_END}|bienvenidos(?: \w+)?{_END}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:many |so many )?(?:thanks|thank you|thx|danke|vielen dank|merci|gracias)"
    rf"(?:,? (?:so|very|much|a lot|{_ALL}|again|schön|sehr|beaucoup|and \w+)){{0,4}}"
    r"(?: (?:for|to) (?:(?:everyone|all) for )?(?:coming|listening|joining|being here|participating"
    r"|(?:your|the) (?:time|attention|input|inputs|participation|work|contributions?"
    rf"|discussion))[\w ,]{{0,30}}|,? {_NAME})?{_END}"
    rf"|(?:good)?bye(?: bye)?(?: {_ALL}| for now)?{_END}|see you(?: \w+){{0,4}}{_END}"
    rf"|have a (?:nice|good|great|lovely)(?: \w+){{1,3}}{_END}"
    r"|(?:(?:kind|best|warm|kindest|warmest) (?:regards|wishes)|cheers|sincerely|regards"
    rf"|tschüss|auf wiedersehen|liebe grüße|mit freundlichen grüßen|lg){_END}",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"\{[^{}]*\}|\[[^\[\]]*\]"
    r"|\(?(?:sorry,? )?(?:i|we) (?:missed|could ?n[o’']t (?:hear|catch|follow)|did ?n[o’']t (?:hear"
    r"|catch|get))\b[^.!?]{0,60}[.!?]?\)?"
    r"|[(\[]?(?:inaudible|laughter|laughs|applause|pause|silence|music)[)\].]*"
    r"|(?:(?:coffee|tea|lunch|short|comfort) )?break(?: (?:until|till|for) [\w: ]{1,20})?[.!]?"
    r"|\(?(?:see )?photos?(?: (?:of|above|below|attached)\b[^.!?]{0,60})?\)?",
    re.IGNORECASE,
)
_BRACED = re.compile(r"\{[^{}]*\}[\"”.]*")
_BOUND = 300  # characters; longer pieces are nobody's greeting


def why_no_statement(words: str) -> str | None:
    """Say why a whole line is no statement, or None if it may be one."""
    if _PAD_TEXT.match(words):
        return PAD
    if not _LETTER.search(words):
        return _NO_LETTERS if _DIGIT.search(words) else _NO_WORDS
    if is_link(words):
        return _LINK_ALONE
    if len(words) > _BOUND:
        return None
    if _tidy(words) in _EMPTY:
        return NOTHING
    if _REMARKS.fullmatch(words):
        return REMARK
    return of_sentence(words)


def of_sentence(words: str) -> str | None:
    """Say why a sentence within a line is no statement, or None if it may be one."""
    if len(words) > _BOUND:
        return None
    if _HELLO.fullmatch(words) or _THANKS.fullmatch(words):
        return GREETING
    if logistics.is_greeting(words):
        return GREETING
    if logistics.is_about_the_meeting(words):
        return MEETING
    return REMARK if _BRACED.fullmatch(words) else None


def is_pad_text(words: str) -> bool:
    """Say whether the software that kept the notes wrote this."""
    return _PAD_TEXT.match(words) is not None


def is_link(words: str) -> bool:
    """Say whether there is nothing but links or addresses, brackets and commas."""
    if not _LINKED.search(words):
        return False
    pieces = words.split()
    return any(map(_points, pieces)) and all(_points(p) or not _LETTER.search(p) for p in pieces)


def without_links(words: str) -> str:
    """Give the letters and digits of the words in small letters, links left out."""
    linked = _LINKED.search(words)
    kept = (piece for piece in words.split() if not (linked and _points(piece)))
    return "".join(filter(str.isalnum, "".join(kept))).casefold()


def _points(piece: str) -> bool:
    bare = piece.strip("()<>[]{},;.!?\"'“”‘’")
    return bare.lower().startswith(("http://", "https://", "www.")) or bool(_EMAIL.fullmatch(bare))


def _tidy(words: str) -> str:
    return words.strip(" .,!?-–—:;*_()[]\"'“”").replace("’", "'").casefold()

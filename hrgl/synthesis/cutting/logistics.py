"""What people say to hold a meeting at all: can you hear me, my screen, back in five minutes."""

import re

_WHO = (
    r"(?:you|u|everyone|everybody|anyone|anybody|people|they|ihr|sie|alle|man|ihr alle|vous|tous"
    r"|tout le monde|ustedes|todos|jullie)"
)
_BEFORE = (
    r"(?:(?:sorry|ok|okay|so|well|hi|hello|hey|now|please|and|just|bitte|also|hallo|pardon|bonjour"
    r"|alors|hola|perdón|all|everyone|everybody|folks|zusammen)[,!.…]? ){0,3}[¿¡]?"
)
_AFTER = r"(?:,? (?:now|ok|okay|well|clearly|all|everyone|please|again|today|bitte|jetzt|gut|bien))"
_END = r"[\s?!.,:;…)\U0001f300-\U0001faff\u2600-\u27bf]*"
_TIME = r"(?:in|at|um|dans|à|en|a las) [\w:.’' ]{1,24}"
_ENGLISH = (
    rf"(?:can|could|do) {_WHO}(?: all)? (?:hear|see) (?:me|us|it|this|that|(?:my|the) (?:screen"
    r"|slides?|presentation))(?: at the back)?",
    rf"(?:i|we) (?:can|can ?[’']?t|cannot|still can[’']?t) (?:hear|see) (?:{_WHO}|him|her|them"
    r"|anything|nothing|(?:your|the) (?:screen|slides?))",
    r"(?:is|are) (?:this|it|that|we|my mic\w*|the mic\w*|the sound|my sound) (?:all )?(?:on|live"
    r"|working|recording|being recorded|ready|muted)",
    rf"(?:{_WHO}|{_WHO} are|you[’']re|someone is|i am|i[’']m) (?:still )?(?:on mute|muted|frozen"
    r"|breaking up)",
    r"(?:un)?mute (?:yoursel(?:f|ves)|your mic\w*|me|all)",
    r"(?:i[’']?ll|i will|i am|i[’']m|i[’']m going to|let me|can i|may i|shall i|can you|could you"
    r"|i can) (?:quickly |try to |going to |now )?shar(?:e|ing) (?:my|the|your) (?:screen|slides?"
    r"|presentation)",
    rf"(?:let[’']?s|shall we|we[’']?ll|we will|we) (?:start|begin|get started|continue|be back"
    rf"|reconvene|wait)(?: (?:another|a|some|\w+) (?:more )?(?:minutes?|moments?))?(?: for the"
    rf" others)?(?: {_TIME})?",
    rf"(?:back|be right back|brb|we are back|see you)(?: {_TIME})?",
    r"(?:i[’']?ve |i |we )?(?:put|posted|shared) (?:the|a) (?:link|slides?|document) in(?:to)? the"
    r" chat|(?:the|here is the) link is in the chat",
    r"(?:mic|sound) ?(?:check|test)(?:,? one,? two(?:,? three)?)?|test(?:ing)?,? (?:one|1),? (?:two"
    r"|2)(?:,? (?:three|3))?|next slide",
    r"(?:my|the) (?:internet|connection|camera|mic\w*|sound|audio|video) (?:is|keeps) (?:bad"
    r"|not working|unstable|dropping|breaking up|off|gone)",
    r"(?:i[’']m|i am) (?:a bit |sorry i[’']m )?late|i (?:have|need) to (?:leave|go)(?: (?:now|early"
    r"|soon))?",
    r"who (?:is|wants to|can|will) (?:take|taking|start|go|going) ?(?:the )?(?:notes|first|next)?",
    r"raise your (?:virtual )?hands?(?: to speak)?",
)
_OTHERS = (
    r"(?:könn(?:t|en)|kann|hör(?:t|en)|sieht|seht|sehen) (?:ihr|sie|man|mich|alle|ihr alle)"
    r"(?: alle)?(?: mich| uns| alle)?(?: gut)?(?: alle)?(?: hören| sehen| verstehen"
    r"| (?:meinen|den) bildschirm| (?:meine|die) folien?)?(?: sehen)?",
    r"(?:ich|wir) (?:kann|können|hören?|sehen?) (?:dich|sie|euch|nichts) ?(?:nicht|leider nicht)?"
    r"(?: hören| sehen)?",
    r"(?:du bist|sie sind|ihr seid) (?:noch )?(?:auf )?(?:stumm|gemutet|lautlos)",
    r"(?:ich )?teile (?:jetzt |mal |kurz |gleich )*(?:meinen|den) bildschirm|nächste folie",
    r"(?:alle )?(?:bitte )?(?:die |eure |ihre )?(?:mikros?|mikrofone?) (?:aus|stumm)\w*",
    rf"wir (?:warten|beginnen|starten|fangen|machen) (?:noch |gleich |jetzt |kurz |dann )*(?:an"
    rf"|weiter)?(?: ?{_TIME})?",
    r"(?:est-ce que )?(?:vous|tout le monde) (?:m[’']entend\w*|me (?:voyez|voit)|(?:voyez|voit) mon"
    r" écran)|vous êtes (?:en muet|en sourdine)|coupez vos micros",
    rf"(?:je )?(?:vais )?partager? (?:mon|l[’'] ?)écran|(?:on|nous) (?:commence|reprend)\w*"
    rf"(?: {_TIME})?",
    r"(?:todos )?(?:me|nos) (?:escuchan|oyen|ven|escucháis|oís|veis)(?: todos)?",
    rf"(?:voy a )?compart(?:o|ir) (?:mi |la )?pantalla|(?:empezamos|volvemos)(?: {_TIME})",
    r"mi sentite(?: tutti| bene)?|condivido lo schermo|(?:vocês )?me ouvem",
    r"(?:kunnen|horen) jullie (?:mij|me)(?: horen)?|ik deel mijn scherm",
)
_GREETINGS = (
    r"(?:hallo|guten (?:tag|morgen|abend)|moin|grüezi|servus) (?:an )?(?:alle|allen|miteinander"
    r"|allerseits|liebe \w+)",
    r"(?:bonjour|bonsoir|salut) (?:à|a) (?:tous|toutes)(?: et (?:à )?(?:tous|toutes))?|bienvenue"
    r"(?: à (?:tous|toutes))?",
    r"(?:hola|buen(?:os|as) (?:días|tardes|noches))(?:,? (?:a )?tod[oae]s)?"
    r"(?: y (?:a )?tod[oae]s)?|bienvenid[oa]s(?: a todos)?",
    r"(?:ciao|buongiorno|buonasera|salve)(?: a)?(?: tutti| tutte)?|benvenuti",
    r"(?:bom dia|boa tarde|boa noite|olá)(?: a)?(?: todos| todas)?|bem-vindos",
    r"(?:hallo|goedemorgen|goedemiddag|welkom)(?: allemaal| iedereen)?",
    r"(?:nice|good|great|lovely) to (?:see|meet|have) (?:you|everyone)(?: all)?(?: here)?",
)
_ABOUT = re.compile(
    rf"{_BEFORE}(?:{'|'.join((*_ENGLISH, *_OTHERS))}){_AFTER}{{0,3}}{_END}", re.IGNORECASE
)
_GREETING = re.compile(rf"{_BEFORE}(?:{'|'.join(_GREETINGS)}){_AFTER}{{0,2}}{_END}", re.IGNORECASE)


def is_about_the_meeting(words: str) -> bool:
    """Say whether a sentence only helps to hold the meeting, in the languages we know."""
    return _ABOUT.fullmatch(words) is not None


def is_greeting(words: str) -> bool:
    """Say whether a sentence greets all who are there, in other words than the usual English."""
    return _GREETING.fullmatch(words) is not None

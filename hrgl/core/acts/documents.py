"""Acts on the outcome document: its form and translations, its numbers, the report back."""

from functools import partial

from hrgl.core.acts.act import Act, Counted, Heading
from hrgl.core.permissions import Permission

_step = partial(Act, heading=Heading.DOCUMENT, counted=Counted.DOCUMENT)
_document = partial(
    _step,
    permission=Permission.PUBLISH,
    subject="outcomedocument",
    why_it_stays="What is published never changes.",
)
_translation = partial(
    _step,
    permission=Permission.WORD,
    subject="translation",
    why_it_stays="Change the translation again instead, on the page Outcome.",
)

OF_DOCUMENTS = (
    _step(
        "document.form_set",
        "set the form of the document “{name}”",
        permission=Permission.SET_UP,
        subject="documentform",
        why_it_stays="Change it again instead, on the page Setup.",
    ),
    _translation("document.translated", "translated {what} into {language}"),
    _translation("document.translation_checked", "checked {what} in {language}"),
    _document("document.published", "published number {number} of the document"),
    _document("document.adopted", "noted that number {number} of the document was {mode}"),
    _document("document.marked", "marked number {number} of the document as {mark}: {because}"),
    _step(
        "report.asked",
        "{asked} what became of what they sent",
        permission=Permission.SEND,
        subject="reportaddress",
        why_it_stays="What came through a link is withdrawn there.",
    ),
    _step(
        "report.sent",
        "sent the report back to {addresses}",
        permission=Permission.PUBLISH,
        subject="edition",
        why_it_stays="What was sent is sent.",
    ),
)

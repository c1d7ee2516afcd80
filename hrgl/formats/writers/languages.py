"""Languages by their tags of BCP 47, as sentences name them."""

from hrgl.formats.writers.directions import direction_of

LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def language_name(tag: str) -> str:
    """A language in words: "French", "Portuguese (pt-BR)"; the tag alone where it has no name."""
    first = tag.partition("-")[0]
    name = LANGUAGES.get(first)
    if name is None:
        return tag
    return name if first == tag else f"{name} ({tag})"


def writes_right_to_left(tag: str) -> bool:
    """Whether texts in this language run from right to left."""
    return direction_of(tag) == "rtl"

"""One way to compare text that was typed on different keyboards: fold it, for searching only."""

import re
import unicodedata
from functools import cache, lru_cache

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ه": "ہ",
        "ھ": "ہ",  # many keyboards write the aspirated h with the plain one
        "ة": "ہ",
        "ە": "ہ",
        "ں": "ن",
        "ٱ": "ا",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "۔": ".",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "ـ": None,  # tatweel
    }
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` without case, accents, vowel marks, joiners and keyboard variants of one letter.

    For comparing only: what a person wrote is kept and shown as written. Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(map(_plain, unicodedata.normalize("NFKD", text.casefold()))).translate(_LETTERS)
    return " ".join(unicodedata.normalize("NFC", bare).split())


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; letters and digits only."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The same as `words`, kept for a while: the views read one text one after the other."""
    return tuple(words(text))


@cache
def _plain(character: str) -> str:
    """Return one decomposed character with marks and joiners dropped and digits in ASCII."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Cc":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    return character.casefold()

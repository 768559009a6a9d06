"""Pages that the browser visits: append yours as (address, who). Facts of the seed may stand in braces."""

from __future__ import annotations

from typing import NamedTuple


class Visit(NamedTuple):
    """One page and who opens it: visitor, member, staff or administrator."""

    url: str
    who: str = "visitor"


PAGES = [
    Visit("/"),
    Visit("/help"),
    Visit("/privacy"),
    Visit("/accessibility"),
    Visit("/no-such-page"),
]
LANGUAGES = ("en", "it", "ur")
WIDTHS = (390, 1280)


def in_language(url: str, language: str) -> str:
    """Address of a page in one language."""
    return f"{url}{'&' if '?' in url else '?'}lang={language}"

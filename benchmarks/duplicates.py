"""How well likely duplicates are found: `python -m benchmarks.duplicates [--size 18000]`.

Of an invented network every thirtieth party is written down a second time, as another person would: in
another spelling, with short forms, with another legal form, in other order, or in Urdu script, and with or
without its telephone and town. Found are pairs within the whole; what was not planted counts as wrong, though
some parties of the invention have almost the same name in the same town.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable

from matching.duplicates import LEAST, Candidate, Record, duplicate_candidates
from pin_app.demo.invention import invent

EVERY = 30
_SOUNDS = "sh ch kh gh th ph aa ee oo a b c d e f g h i j k l m n o p q r s t u v w x y z"
_LETTERS = "ش چ خ غ تھ پھ ا ی و ا ب ک د ی ف گ ہ ی ج ک ل م ن و پ ق ر س ٹ - و و کس ی ز"
_URDU = dict(zip(_SOUNDS.split(" "), _LETTERS.replace("-", "").split(" "), strict=True)) | {" ": " "}
_SPELLED = (
    ("aa", "a"), ("ee", "i"), ("oo", "u"), ("i", "y"), ("w", "v"), ("ph", "f"), ("q", "k"), ("u", "o"),
    ("k", "c"),
)  # fmt: skip
_SHORTENED = (
    ("Muhammad", "Mohd"), ("Brothers", "Bros"), ("International", "Intl"), ("Industries", "Inds"),
)  # fmt: skip


def spelled(name: str, draw: random.Random) -> str:
    """Two changes of spelling as they are usual in names of Urdu."""
    for old, new in draw.sample(_SPELLED, 4)[:3]:
        name = name.replace(old, new, 1)
    return name


def shortened(name: str, draw: random.Random) -> str:
    """Short forms, and a letter left out."""
    for old, new in _SHORTENED:
        name = name.replace(old, new)
    place = draw.randrange(1, max(2, len(name) - 1))
    return name[:place] + name[place + 1 :]


def other_form(name: str, draw: random.Random) -> str:
    """Another legal form, in capitals."""
    return f"{name.upper()} {draw.choice(('S.r.l.', 'Pvt Ltd', '(SMC-Private) Limited', 'di Rossi'))}"


def turned(name: str, draw: random.Random) -> str:
    """The words in another order."""
    words = name.split()
    draw.shuffle(words)
    return " ".join(words)


def in_urdu(name: str, draw: random.Random) -> str:
    """The name in Urdu letters, one by one, as somebody writes what they hear."""
    rest, out = "".join(c for c in name.lower() if c.isalpha() or c == " "), ""
    while rest:
        piece = rest[:2] if rest[:2] in _URDU else rest[:1]
        out, rest = out + _URDU.get(piece, ""), rest[len(piece) :]
    return out


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "spelling": spelled,
    "short forms": shortened,
    "legal form": other_form,
    "order": turned,
    "Urdu script": in_urdu,
}


def record(row: dict[str, str]) -> Record:
    """A row of the invention as it would be compared."""
    name = row["name"].partition(" (")[0]
    contacts = {"phones": (row["phone"],), "emails": (row["email"],), "websites": (row["website"],)}
    places = (row["city"], row["home_district"])
    return Record(row["external_id"], (name,), row["country"], places, **contacts)


def planted(records: Iterable[Record], seed: int = 11) -> list[tuple[str, Record]]:
    """Second records of some, with the way in which they were written."""
    draw, names = random.Random(seed), list(WAYS)
    found = []
    for number, one in enumerate(list(records)[::EVERY]):
        way = names[number % len(names)]
        kept = one.phones if draw.random() < 0.3 else ()
        places = one.places if draw.random() < 0.7 else ()
        again = Record(f"{one.id}-again", (WAYS[way](one.names[0], draw),), one.country, places, kept)
        found.append((way, again))
    return found


def told(found: Iterable[Candidate], known: dict[str, str], seconds: float) -> None:
    """Print recall by way, and precision."""
    pairs = {frozenset((one.first, one.second)) for one in found}
    right = {again: frozenset((again, again.removesuffix("-again"))) in pairs for again in known}
    by_way = Counter(known.values())
    hits = Counter(way for again, way in known.items() if right[again])
    for way, count in by_way.items():
        print(f"recall, {way:12s} {hits[way] / count:.2f} of {count}")
    recall, precision = sum(right.values()) / len(right), sum(right.values()) / max(len(pairs), 1)
    print(f"recall {recall:.3f}, precision {precision:.3f}, {len(pairs)} pairs, {seconds:.1f} s CPU")


def main() -> None:
    """Find, count, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=18_000)
    records = [record(row) for row in invent(options.parse_args().size)]
    second = planted(records)
    everything = [*records, *(again for _, again in second)]
    known = {again.id: way for way, again in second}
    began = time.process_time()
    found = duplicate_candidates(everything)
    seconds = time.process_time() - began
    for least in (LEAST, 0.8, 0.95):
        print(f"from a score of {least} on:")
        told([one for one in found if one.score >= least], known, seconds)


if __name__ == "__main__":
    main()

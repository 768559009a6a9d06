"""Learn what comes with the engine about its encoder: `python -m benchmarks.learn_anchors`.

`matching/data/anchors.npz`: every concept of the trade lexicon is said as an offer and as a need in four
writings; the mean of each language and role and the mean place of each concept are kept as float16.
`sector_anchors.npz`: each NACE class lies where its labels and keywords lie, kept in one byte a figure.
`paraphrase.npz`: what the texts of one trade of `trades.csv` differ in, four writings and two roles worded
apart. Run it again when concepts, keywords or encoder change.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import matching
from matching.centring import unit
from matching.concepts import Concept, concepts
from matching.encoder import Encoder
from matching.packaged import open_encoder
from matching.paraphrase import Paraphrase
from matching.sector_view import sector_classes
from matching.sectors import all_sectors

TRADES = Path(__file__).resolve().parent / "trades.csv"
DATA = Path(matching.__file__).parent / "data"
SCALE = 400.0  # what lies beyond 127 / SCALE of a unit vector in one figure is cut

SENTENCES = {
    "en/offer": (
        "We make and export {a} and {b}.",
        "Our company in this sector offers {a}, {b} and {c}; ten years of experience, small orders accepted.",
        "{a}, {b}: available for delivery every month.",
    ),
    "en/need": (
        "We are looking for {a} or {b} for our customers.",
        "Our firm needs a reliable supplier for {a}, {c}.",
        "Wanted: {b}, {a}; please send prices.",
    ),
    "it/offer": (
        "Produciamo ed esportiamo {a} e {b}.",
        "La nostra azienda offre {a}, {b} e {c}; dieci anni di esperienza, anche piccoli ordini.",
        "{a}, {b}: disponibili con consegna ogni mese.",
    ),
    "it/need": (
        "Cerchiamo {a} o {b} per i nostri clienti.",
        "La nostra ditta ha bisogno di un fornitore affidabile per {a}, {c}.",
        "Cercasi {b}, {a}; inviateci i prezzi.",
    ),
    "ur/offer": (
        "ہم {a} اور {b} بناتے اور برآمد کرتے ہیں۔",
        "ہماری کمپنی {a}، {b} اور {c} پیش کرتی ہے، دس سال کا تجربہ، چھوٹے آرڈر بھی قبول۔",
        "{a}، {b} ہر مہینے دستیاب ہیں۔",
    ),
    "ur/need": (
        "ہمیں اپنے گاہکوں کے لیے {a} یا {b} کی تلاش ہے۔",
        "ہمارے ادارے کو {a}، {c} کے لیے قابل اعتماد سپلائر چاہیے۔",
        "{b}، {a} درکار ہیں، قیمت بتائیں۔",
    ),
    "ur-Latn/offer": (
        "Hum {a} aur {b} banate aur export karte hain.",
        "Hamari company {a}, {b} aur {c} deti hai, das saal ka tajurba, chota order bhi qabool.",
        "{a}, {b} har mahine dastyab hain.",
    ),
    "ur-Latn/need": (
        "Hamein apne gahakon ke liye {a} ya {b} ki talash hai.",
        "Hamari firm ko {a}, {c} ke liye bharose wala supplier chahiye.",
        "{b}, {a} darkar hain, qeemat batayein.",
    ),
}


def sentences(concept: Concept) -> list[tuple[str, str]]:
    """(group, sentence) for each pattern, filled with terms of the concept picked by a stable number."""
    out = []
    for group, patterns in SENTENCES.items():
        full = [term for term, weight in concept.terms[group.split("/")[0]] if weight == 1.0]
        terms = [term for term in full if not term.endswith("*")] or [term.rstrip("*") for term in full]
        for number, pattern in enumerate(patterns if terms else ()):
            start = zlib.crc32(f"{concept.code} {group} {number}".encode())
            a, b, c = (terms[(start + step * (1 + start % 3)) % len(terms)] for step in range(3))
            out.append((group, pattern.format(a=a, b=b, c=c)))
    return out


def learn_concepts(encoder: Encoder) -> None:
    """Encode the sentences about all concepts and write the anchors beside the lexicon."""
    said = [(concept.code, group, text) for concept in concepts() for group, text in sentences(concept)]
    rows = encoder.encode([text for _, _, text in said])
    groups, codes = np.array([g for _, g, _ in said]), np.array([code for code, _, _ in said])
    means = {group: rows[groups == group].mean(axis=0) for group in SENTENCES}
    centred = unit(rows - np.stack([means[group] for group in groups.tolist()]))
    places = np.stack([centred[codes == concept.code].mean(axis=0) for concept in concepts()])
    np.savez(
        DATA / "anchors.npz",
        allow_pickle=False,
        encoder=np.array(encoder.name),
        groups=np.array(list(means)),
        means=np.stack(list(means.values())).astype(np.float16),
        codes=np.array([concept.code for concept in concepts()]),
        places=unit(places - places.mean(axis=0)).astype(np.float16),
    )
    print(f"{len(said)} sentences, {len(places)} concepts")


def sector_texts(code: str) -> Iterator[tuple[str, str]]:
    """(kind of text, text) for a sector: its label in three languages, its keywords in four writings."""
    sector = all_sectors()[code]
    yield from ((f"{language}/label", text) for language, text in sector.labels.items())
    yield from ((f"{language}/keywords", ", ".join(kept[:12])) for language, kept in sector.keywords.items())


def learn_sectors(encoder: Encoder) -> None:
    """Encode labels and keywords of all sectors and write where the classes lie."""
    said = [(code, kind, text) for code in all_sectors() for kind, text in sector_texts(code)]
    rows = encoder.encode([text for _, _, text in said])
    kinds, codes = np.array([kind for _, kind, _ in said]), np.array([code for code, _, _ in said])
    means = {kind: rows[kinds == kind].mean(axis=0) for kind in sorted(set(kinds.tolist()))}
    centred = unit(rows - np.stack([means[kind] for kind in kinds.tolist()]))
    places = np.stack([centred[codes == code].sum(axis=0) for code in sector_classes()])
    bytes_ = np.rint(unit(unit(places) - unit(places).mean(axis=0)) * SCALE)
    np.savez_compressed(
        DATA / "sector_anchors.npz",
        allow_pickle=False,
        encoder=np.array(encoder.name),
        places=np.clip(bytes_, -127, 127).astype(np.int8),
    )
    print(f"{len(said)} labels and lists of keywords, {len(places)} sectors")


def trade_texts() -> list[tuple[str, str, str]]:
    """(trade, language/role, text) of our own trades."""
    lines = (line for line in TRADES.read_text("utf-8").splitlines() if not line.startswith("#"))
    groups = [tuple(group.split("/")) for group in SENTENCES]
    return [
        (row["trade"], f"{language}/{role}", row[f"{role}_{language}"])
        for row in csv.DictReader(lines, delimiter=";")
        for language, role in groups
    ]


def learn_paraphrase(encoder: Encoder) -> None:
    """Encode our own trades and write what to overlook in them.

    Only the means of the concept sentences are taken away: how far off they are for texts of another kind, as
    in a small network, is among what is to be overlooked.
    """
    said = trade_texts()
    with np.load(DATA / "anchors.npz", allow_pickle=False) as kept:
        means = dict(zip(kept["groups"].tolist(), kept["means"].astype(np.float32), strict=True))
    rows = encoder.encode([text for _, _, text in said])
    centred = unit(rows - np.stack([means[group] for _, group, _ in said]))
    learned = Paraphrase().fit(centred, [trade for trade, _, _ in said])
    np.savez_compressed(
        DATA / "paraphrase.npz",
        allow_pickle=False,
        encoder=np.array(encoder.name),
        metric=learned.metric_.astype(np.float16),
    )
    print(f"{len(said)} texts of our own trades")


def main() -> None:
    """Learn all files anew."""
    encoder = open_encoder()
    if encoder is None:
        raise SystemExit("the packaged encoder is not installed")
    learn_concepts(encoder)
    learn_sectors(encoder)
    learn_paraphrase(encoder)


if __name__ == "__main__":
    main()

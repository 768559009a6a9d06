"""Learn `matching/data/anchors.npz` from sentences of our own: `python -m benchmarks.learn_anchors`.

Every concept of the trade lexicon is said as an offer and as a need in four writings; the mean of each
language and role and the mean place of each concept are kept as float16. Run it again when the concepts or
the encoder change.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

import matching
from matching.centring import unit
from matching.concepts import Concept, concepts
from matching.packaged import open_encoder

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


def main() -> None:
    """Encode all sentences and write the anchors beside the lexicon."""
    encoder = open_encoder()
    if encoder is None:
        raise SystemExit("the packaged encoder is not installed")
    said = [(concept.code, group, text) for concept in concepts() for group, text in sentences(concept)]
    rows = encoder.encode([text for _, _, text in said])
    groups, codes = np.array([g for _, g, _ in said]), np.array([code for code, _, _ in said])
    means = {group: rows[groups == group].mean(axis=0) for group in SENTENCES}
    centred = unit(rows - np.stack([means[group] for group in groups.tolist()]))
    places = np.stack([centred[codes == concept.code].mean(axis=0) for concept in concepts()])
    target = Path(matching.__file__).parent / "data" / "anchors.npz"
    np.savez(
        target,
        allow_pickle=False,
        encoder=np.array(encoder.name),
        groups=np.array(list(means)),
        means=np.stack(list(means.values())).astype(np.float16),
        codes=np.array([concept.code for concept in concepts()]),
        places=unit(places - places.mean(axis=0)).astype(np.float16),
    )
    print(f"{len(said)} sentences, {len(places)} concepts, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

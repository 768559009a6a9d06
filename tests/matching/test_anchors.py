import numpy as np

from matching.anchors import anchors_for, packaged_anchors, paraphrase_for
from matching.meaning import Meaning
from matching.statements import ReadyStatement


class Named:
    """An encoder that only has a name and answers from a table."""

    def __init__(self, name, table):
        self.name, self.table = name, table

    def encode(self, texts):
        return np.stack([self.table[text] for text in texts])


def offer(place, text):
    return ReadyStatement(place, "offer", text, "en", "sell", True, ())


def test_what_was_learned_serves_only_the_encoder_that_it_was_learned_with():
    known = packaged_anchors().encoder
    assert paraphrase_for("another") is None
    assert anchors_for("another") is None
    assert anchors_for(known).paraphrase is paraphrase_for(known)


def test_places_of_concepts_lie_in_the_space_that_texts_are_seen_in():
    known = packaged_anchors()
    lengths = np.linalg.norm(known.places, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-3) | (lengths < 1e-3))
    assert known.paraphrase.metric_.shape == (384, 384)
    assert np.allclose(known.paraphrase.metric_, known.paraphrase.metric_.T, atol=2e-3)


def test_texts_are_seen_by_the_measure_that_was_learned_with_their_encoder():
    known = packaged_anchors()
    rows = np.random.default_rng(5).normal(size=(2, 384)).astype(np.float32)
    said, table = [offer(0, "aa"), offer(1, "bb")], dict(zip(("aa", "bb"), rows, strict=True))
    meaning = Meaning(Named(known.encoder, table)).fit(said, table)
    seen = meaning.encoder_columns(meaning.vectors([said], table))
    centred = meaning.centring.transform(rows, groups=["en/offer", "en/offer"])
    assert np.allclose(seen, known.paraphrase.transform(centred), atol=1e-5)
    assert not np.allclose(seen, centred, atol=1e-2)

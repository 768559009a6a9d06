import numpy as np
import pytest

from matching.everyday import everyday_lexicon
from matching.lexicon_view import LexiconView, shared_columns


def test_a_concept_keeps_its_columns_when_others_are_added():
    few, more = shared_columns(("forge", "weave"), 64), shared_columns(("bake", "forge", "dye", "weave"), 64)
    assert np.array_equal(few.toarray(), more.toarray()[[1, 3]])


def test_concepts_that_share_columns_stay_nearly_unlike():
    columns = shared_columns(tuple(everyday_lexicon().codes), 512)
    likeness = (columns @ columns.T).toarray()
    assert np.diag(likeness) == pytest.approx(1.0, abs=0.5)  # a concept may meet itself in a column
    np.fill_diagonal(likeness, 0.0)
    assert np.abs(likeness).max() < 0.6
    assert np.sqrt((likeness**2).mean()) < 1.5 / np.sqrt(512)


def test_one_text_is_like_itself_and_unlike_another():
    texts = [("the handle is rusty and broken", "en"), ("wash the floor with hot water", "en")]
    rows = LexiconView("everyday", 512).fit(texts).transform(texts)
    likeness = rows @ rows.T
    assert likeness[0, 0] > 0.5 > abs(likeness[0, 1])

import numpy as np

from matching import Statement
from matching.context import with_context
from matching.statements import ready

OFFER = ready(Statement("offer", "Leather gloves", "sell"), 0, ())
AGENT = ready(Statement("need", "An agent in Italy", "be_distributed"), 1, ())
BUY = ready(Statement("need", "Thread", "buy"), 2, ())
VIEW = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]], dtype=np.float32)


def test_who_seeks_an_agent_seeks_him_for_what_he_makes():
    rows = with_context(VIEW, [[OFFER, AGENT, BUY]])
    assert np.allclose(rows[1], [0.5**0.5, 0.5**0.5])
    assert rows[[0, 2]].tolist() == VIEW[[0, 2]].tolist()


def test_another_party_is_no_context():
    assert with_context(VIEW, [[OFFER], [AGENT, BUY]]).tolist() == VIEW.tolist()


def test_a_text_of_which_nothing_is_known_takes_its_context():
    view = np.array([[2.0, 0.0], [0.0, 0.0]], dtype=np.float32)
    assert with_context(view, [[OFFER, AGENT]]).tolist() == [[2.0, 0.0], [2.0, 0.0]]

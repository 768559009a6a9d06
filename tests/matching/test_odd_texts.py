from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Matcher, Party, Statement
from matching.normalise import MAX_CHARACTERS, clean

from .networks import HOSPITAL, INSTRUMENTS, LetterEncoder

TEXTS = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["", "x", "\ufdfa" * 3000, "a" * 100_000, "\ud800", "\u0000", "🙂" * 500, "riso چاول rice chawal"]
    ),
)
STATEMENTS = st.builds(
    Statement,
    direction=st.sampled_from(["offer", "need"]),
    text=TEXTS,
    intent=st.sampled_from([None, "sell", "buy", "invest", "nonsense"]),
    sectors=st.sampled_from([(), ("13.92",), ("zz", "")]),
    language=st.sampled_from([None, "ur", "it", "klingon"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, max_size=4), st.sampled_from([None, LetterEncoder()]))
def test_no_text_raises_and_scores_stay_in_bounds(statements, encoder):
    odd = Party("odd", "diaspora_entrepreneur", statements=tuple(statements), sectors=("zz", "13"))
    matcher = Matcher(encoder).fit([odd, HOSPITAL, INSTRUMENTS])
    for purpose in ("business", "investment"):
        for found in matcher.suggest_all(purpose=purpose).values():
            for s in found:
                assert 0.0 <= s.score <= 1.0
                assert all(d is None or 0.0 <= d <= 1.0 for d in (s.forward, s.backward))
    for statement in statements:
        assert all(0.0 <= likeness <= 1.0 for _, likeness in matcher.similar(statement.text))


@given(st.text())
def test_cleaning_is_bounded_and_stable(text):
    once = clean(text)
    assert len(once) <= MAX_CHARACTERS
    assert clean(once) == once

from typing import Any, cast

import pytest

from matching import InvestmentTerms, Party, Statement
from matching.parties import check_party


def test_a_party_with_nothing_but_id_and_kind_is_fine():
    party = Party("a", "association")
    assert check_party(party) is party


@pytest.mark.parametrize(
    "party",
    [
        Party("x1", cast(Any, None)),
        Party("x1", "investor", languages=cast(Any, "it")),
        Party("x1", "investor", capacity=cast(Any, "three")),
        Party("x1", "investor", capacity=cast(Any, 2.5)),
        Party("x1", "investor", statements=(Statement("offer", cast(Any, None)),)),
        Party("x1", "investor", statements=(Statement(cast(Any, "wish"), "x"),)),
        Party("x1", "investor", statements=(cast(Any, "a text"),)),
        Party("x1", "investor", investment=cast(Any, {})),
        Party("x1", "investor", investment=InvestmentTerms(cast(Any, "give"))),
        Party("x1", "investor", investment=InvestmentTerms("seek", min_eur=cast(Any, True))),
        Party("x1", "investor", investment=InvestmentTerms("seek", max_eur=cast(Any, float("nan")))),
    ],
)
def test_a_wrong_type_is_refused_by_name(party: Party):
    with pytest.raises(ValueError, match="'x1'"):
        check_party(party)


def test_what_is_no_party_is_refused():
    with pytest.raises(ValueError, match="not a Party"):
        check_party({"id": "x"})


def test_an_empty_id_is_refused():
    with pytest.raises(ValueError, match="non-empty"):
        check_party(Party("", "investor"))

import pytest

from matching import Matcher, Party, Statement
from matching.concepts import concepts
from matching.markets import markets_named, sells_elsewhere
from matching.rivals import COST, rival_columns
from matching.statements import ready

TANNER = (
    Statement("offer", "Finished goat leather from our tannery", "sell"),
    Statement("need", "Help with the waste water of our tannery", "technology"),
)


def party(name: str, kind: str, *said: Statement) -> Party:
    return Party(name, kind, statements=said)


def lost(mine: tuple[Statement, ...], text: str, intent: str = "sell") -> float:
    own = [ready(s, place, ()) for place, s in enumerate(mine)]
    theirs = ready(Statement("offer", text, intent), 0, ())
    columns = rival_columns([own, [theirs]])
    return float(columns[len(own) - 1] @ columns[-1])


def test_two_makers_of_the_same_goods_lose_most():
    assert lost(TANNER, "Finished goat leather") == pytest.approx(-COST)


@pytest.mark.parametrize(
    "text", ["Machines for tanneries, leather dryers", "Waste water plants for leather", "Football boots"]
)
def test_who_sells_what_solves_the_trouble_or_other_goods_loses_nothing(text: str):
    assert lost(TANNER, text) == 0.0


def test_a_need_to_buy_the_same_goods_loses_nothing():
    assert lost((TANNER[0], Statement("need", "Raw leather", "buy")), "Leather") == 0.0


def test_every_concept_has_a_column_and_a_person_has_none():
    worker = [ready(Statement("offer", "I worked in a leather factory", "skills"), 0, ())]
    columns = rival_columns([worker])
    assert columns.shape == (1, len(concepts()))
    assert not columns.any()


def test_a_rival_stands_behind_who_solves_the_trouble():
    rival = party(
        "a-rival", "italian_firm", Statement("offer", "Vegetable tanned leather of our tannery", "sell")
    )
    plants = party("plants", "italian_firm", Statement("offer", "Waste water plants for tanneries", "sell"))
    matcher = Matcher(None, worth=0.0).fit([party("me", "pakistani_firm", *TANNER), rival, plants])
    assert matcher.suggest("me")[0].party_id == "plants"


@pytest.mark.parametrize(
    ("text", "writing", "named"),
    [
        ("Agents in Germany and South Korea", "en", [False, False]),
        ("Distributori in Asia meridionale e nel Golfo", "it", [True, False]),
        ("جرمنی میں ایجنٹ چاہیے", "ur", [False]),
        ("Pakistan aur dubai main dealer chahiye", "ur-Latn", [True, False]),
        ("Hospital distributors", "en", []),
        ("Rivenditori nell'Europa dell'Est", "it", [False]),
    ],
)
def test_markets_are_found_by_their_longest_names(text: str, writing: str, named: list[bool]):
    assert markets_named(text, writing) == named


def test_only_a_need_for_distributors_lies_elsewhere():
    def elsewhere(direction: str, text: str, intent: str) -> bool:
        return sells_elsewhere(ready(Statement(direction, text, intent), 0, ()))  # type: ignore[arg-type]

    assert elsewhere("need", "Agents in Japan", "be_distributed")
    assert not elsewhere("need", "Agents in Japan and Italy", "be_distributed")
    assert not elsewhere("need", "Agents", "be_distributed")
    assert not elsewhere("need", "Machines from Japan", "buy")
    assert not elsewhere("offer", "We deliver in Japan", "distribute")


def test_who_asks_for_markets_elsewhere_is_told_and_meets_agents_here_less():
    agent = party(
        "agent", "diaspora_entrepreneur", Statement("offer", "I am an agent for leather", "distribute")
    )

    def asked(text: str) -> tuple[float, set[str]]:
        tanner = party("me", "italian_firm", TANNER[0], Statement("need", text, "be_distributed"))
        best = Matcher(None, floor=0.0).fit([tanner, agent]).suggest("me")[0]
        return best.score, {reason.code for reason in best.reasons}

    here, there = asked("Agents for leather in Italy"), asked("Agents for leather in Japan")
    assert there[0] < here[0]
    assert "missing_market_here" in there[1] - here[1]


def test_a_firm_that_offers_without_a_word_on_how_sells():
    lone = Statement("offer", "Leather")
    reads = {kind: Matcher(None).fit([party("x", kind, lone)]) for kind in ("italian_firm", "association")}
    intents = {kind: m.boards_["business"].statements[0][0].intent for kind, m in reads.items()}
    assert intents == {"italian_firm": "sell", "association": "open"}


def test_what_is_below_half_of_the_best_is_not_given():
    buyer = party("me", "association", Statement("need", "Goat leather for our shoe workshop", "buy"))
    sellers = [
        party(name, "italian_firm", Statement("offer", text, "sell"))
        for name, text in (
            ("best", "Goat leather for shoes"),
            ("weak", "Shoe polish and brushes"),
            ("far", "Bread"),
        )
    ]
    everything = Matcher(None, floor=0.0, worth=0.0).fit([buyer, *sellers]).suggest("me")
    given = Matcher(None, floor=0.0).fit([buyer, *sellers]).suggest("me")
    assert len(everything) == 3
    assert given == [s for s in everything if s.score >= 0.5 * everything[0].score] != everything

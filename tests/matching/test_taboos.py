import pytest

from matching import Matcher, Party, Statement

GROCER = Party(
    "grocer",
    "diaspora_entrepreneur",
    "IT",
    statements=(Statement("need", "Cerchiamo salumi e carne per il nostro negozio halal", "buy"),),
)


def firm(name: str, text: str) -> Party:
    return Party(name, "italian_firm", "IT", statements=(Statement("offer", text, "sell"),))


@pytest.mark.parametrize("text", ["Prosciutto e salumi di maiale", "Vino e carne alla griglia"])
def test_who_asks_for_halal_is_not_offered_pork_or_wine(text: str):
    matcher = Matcher(None).fit([GROCER, firm("forbidden", text), firm("butcher", "Carne e salumi halal")])
    assert [s.party_id for s in matcher.suggest(GROCER.id)] == ["butcher"]
    assert matcher.suggest("forbidden") == []


def test_who_feeds_those_who_ask_for_halal_is_not_offered_ham_either():
    said = Statement("need", "Formaggi e carne per i nostri negozi etnici", "buy")
    shop = Party("shop", "diaspora_entrepreneur", "IT", statements=(said,))
    sellers = firm("ham", "Prosciutto, salumi e carne di maiale"), firm("cheese", "Formaggi")
    found = Matcher(None).fit([shop, *sellers])
    assert [s.party_id for s in found.suggest("shop")] == ["cheese"]


def test_who_says_nothing_of_halal_may_buy_ham():
    deli = Party(
        "deli", "diaspora_entrepreneur", statements=(Statement("need", "Prosciutto e salumi", "buy"),)
    )
    found = Matcher(None).fit([deli, firm("ham", "Prosciutto e salumi di maiale")]).suggest("deli")
    assert [s.party_id for s in found] == ["ham"]


def test_halal_without_pork_is_no_taboo_to_itself():
    seller = firm("seller", "Salumi halal senza maiale")
    assert [s.party_id for s in Matcher(None).fit([GROCER, seller]).suggest(GROCER.id)] == ["seller"]

"""The closed word lists of the engine: kinds, intents, instruments, languages and how intents pair up."""

from __future__ import annotations

from typing import Final

BUSINESS: Final = "business"
INVESTMENT: Final = "investment"
PURPOSES: Final = (BUSINESS, INVESTMENT)

KINDS: Final = (
    "diaspora_entrepreneur",
    "pakistani_firm",
    "italian_firm",
    "investor",
    "association",
    "institution",
)
FIRM_COUNTRY: Final = {"pakistani_firm": "PK", "italian_firm": "IT"}
COUNTRIES: Final = ("IT", "PK")

OFFER_INTENTS: Final = ("sell", "distribute", "partner", "technology", "skills", "mentor", "invest")
NEED_INTENTS: Final = (
    "buy",
    "be_distributed",
    "partner",
    "technology",
    "skills",
    "be_mentored",
    "seek_investment",
)
INVESTMENT_INTENTS: Final = ("invest", "seek_investment")

INSTRUMENTS: Final = (
    "equity",
    "loan",
    "qard_hasan",
    "musharakah",
    "mudarabah",
    "murabaha",
    "ijara",
    "joint_venture",
    "in_kind",
    "skills",
)
LANGUAGES: Final = ("en", "it", "ur", "ur-Latn")

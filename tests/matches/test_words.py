"""The engine's codes and the house's sentences are the same list."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

import matching
from pin_app.matches import words
from pin_app.matches.services import REASONS

FACTS = {
    "concepts": ["surgical"], "my_sector": "32.50", "their_sector": "14.13", "code": "32.50", "level": 4,
    "district": "Sialkot", "region": "IT-25", "languages": ["ur", "it"], "min_eur": 10_000, "max_eur": 50_000,
    "instruments": ["loan"], "jobs": 12, "invest_max_eur": 5_000, "seek_min_eur": None, "invests": ["equity"],
    "seeks": ["Sialkot"], "country": "IT", "count": 3, "purpose": "business", "best_score": 0.2, "floor": 0.3,
    "my_statement": 1, "their_statement": 2, "statement": 1, "strength": 0.9, "my_text": "", "their_text": "",
    "text": "", "claims": ["social_security:2", "contracts:3"],
}  # fmt: skip


def test_each_code_of_the_engine_has_its_sentence_and_no_other() -> None:
    assert sorted(words.SENTENCES) == sorted(matching.REASON_CODES)


def test_each_sentence_is_made_from_the_facts_of_its_code(app: Flask) -> None:
    for language in ("en", "it", "ur"):
        with app.test_request_context(), force_locale(language):
            for code, names in matching.REASON_CODES.items():
                made = words.sentence({"code": code, "facts": {name: FACTS[name] for name in names}})
                assert made and "%(" not in made


def test_facts_cannot_bring_markup(app: Flask) -> None:
    with app.test_request_context():
        made = words.sentence({"code": "home_district", "facts": {"district": "<b>Sialkot</b>"}})
    assert "<b>" not in made


def test_amounts_keep_their_direction(app: Flask) -> None:
    with app.test_request_context():
        made = words.sentence({"code": "ticket_overlap", "facts": {"min_eur": 10000, "max_eur": 20000}})
    assert '<bdi dir="ltr">10,000</bdi>' in made


def test_each_refusal_has_its_words() -> None:
    assert sorted(words.WHY_NOT) == sorted(REASONS)


def test_strength_is_words_from_weak_to_strong() -> None:
    assert [words.strength(score)[0] for score in (0.41, 0.6, 0.95)] == ["possible", "good", "strong"]

"""Investment terms in full: for how long, with whom, how far the project is."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.errors import PinError
from pin_app.profiles import queries, services
from pin_app.profiles.models import HORIZONS, STAGES
from pin_app.profiles.words import HORIZONS as HORIZON_WORDS
from pin_app.profiles.words import STAGES as STAGE_WORDS
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

SAID = {"horizon": "seven_years", "co_invest": "yes", "stage": "growing"}


def test_every_answer_has_its_words() -> None:
    assert (tuple(HORIZON_WORDS), tuple(STAGE_WORDS)) == (HORIZONS, STAGES)


def test_the_form_keeps_and_shows_them(client: Inspector) -> None:
    made = profile(owner=(owner := person()), state="draft")
    path = f"/profiles/{made.public_id}/edit/3"
    signed_in(client, owner).get(path)
    client.post(
        path,
        {"terms-direction": "seek", "terms-max_eur": "90.000"} | {f"terms-{k}": v for k, v in SAID.items()},
    )
    kept = queries.terms_of(made)
    assert {name: getattr(kept, name) for name in SAID} == SAID
    client.get(path)
    answer = client.send("GET", path).get_data(as_text=True)
    assert all(
        f'value="{code}" selected' in answer or f'selected value="{code}"' in answer for code in SAID.values()
    )
    client.get(f"/p/{made.public_id}")
    assert "Three to seven years" in client.words
    assert "Running, and to be enlarged" in client.words


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("odd", ["never", "\x00", "Yes", "1" * 5000])
def test_what_is_not_in_the_list_is_refused(app: Flask, name: str, odd: str) -> None:
    with pytest.raises(PinError) as refusal:
        services.build_terms("seek", **{name: odd})
    assert refusal.value.code == "profile.unknown_choice"


def test_an_odd_answer_is_shown_again_with_its_reason(client: Inspector) -> None:
    made = profile(owner=(owner := person()), state="draft")
    path = f"/profiles/{made.public_id}/edit/3"
    signed_in(client, owner).get(path)
    client.post(path, {"terms-direction": "seek", "terms-horizon": "never"}, status=422)
    assert "Choose one of the answers in the list." in client.words

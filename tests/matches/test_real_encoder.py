"""One look with the packaged encoder: an Italian text finds the Urdu and English offers that fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.matches import adapter
from tests.directory.network import profile
from tests.matches.test_tasks import partners

OFFERS = {
    "جراحی گھر": "ہم آپریشن تھیٹر کے لیے قینچیاں، چمٹیاں اور دوسرے جراحی کے آلات بناتے ہیں",
    "Sialkot Steel": "We make scissors, forceps and clamps for hospitals, made of German steel.",
    "Multan Mango": "Fresh mangoes and kinnow for import, packed in cartons.",
    "Faisalabad Denim": "Denim fabric and finished jeans for brands.",
    "Chiniot Wood": "ہم لکڑی کا نقش و نگار والا فرنیچر بناتے ہیں",
}


def test_an_italian_need_brings_urdu_and_english_offers_first(app: Flask, work: Callable[[], int]) -> None:
    encoder = adapter.open_encoder()
    if encoder is None:
        pytest.skip("the encoder's package is not installed on this platform")
    app.extensions["pin.reader"] = encoder
    for name, text in OFFERS.items():
        profile(name, "pakistani_firm", offers=[("sell", text)])
    clinic = profile("Clinica Milano", needs=[("buy", "Cerchiamo forbici e pinze per la sala operatoria")])
    try:
        work()
    finally:
        encoder.close()
    assert set(partners(clinic)[:2]) == {"جراحی گھر", "Sialkot Steel"}

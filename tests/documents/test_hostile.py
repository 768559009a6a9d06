"""Trust checks 46, 47 and F10: files made to do harm are refused in words, quickly and in little memory."""

from __future__ import annotations

import io
import resource
import time

import pytest
from flask import Flask

from pin_app.documents import filing, services, words  # noqa: F401 -- the words of the refusals
from pin_app.errors import SENTENCES, PinError
from tests.documents import files
from tests.documents.files import REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_in_words_and_leaves_nothing_behind(app: Flask, name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(PinError) as refusal:
        services.receive(io.BytesIO(make()))
    assert refusal.value.code == code
    assert code in SENTENCES
    assert list(filing.folder().iterdir()) == []


@pytest.mark.parametrize("name", ["lying_png", "text_bomb", "pdf_bomb", "flood"])
def test_bombs_cost_less_than_five_seconds_and_three_hundred_megabytes(app: Flask, name: str) -> None:
    content = getattr(files, name)()
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    try:
        filing.throw_away(services.receive(io.BytesIO(content)))
    except PinError as refusal:
        assert refusal.code in SENTENCES
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert time.monotonic() - begun < 5
    assert after == before or after < 300 * 1024
    assert list(filing.folder().iterdir()) == []


def test_the_measure_sees_a_file_that_may_take_more(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "MOST_SECONDS", 0.01)
    with pytest.raises(PinError) as refusal:
        services.receive(io.BytesIO(files.photo()))
    assert refusal.value.code == "document.unreadable"

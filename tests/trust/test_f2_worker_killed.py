"""Fault F2: kill -9 the worker while it sends: nothing is lost, doubles are at most the kills.

The long form, 300 mails and 12 kills, is `python -m tests.mail.killing 300 12`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.mail.killing import Ledger, kill_often

MAILS, KILLS = 30, 1


def test_a_killed_worker_loses_no_mail_and_doubles_at_most_one_a_kill(tmp_path: Path) -> None:
    ledger = kill_often(tmp_path, MAILS, KILLS)
    assert (len(ledger.written), ledger.lost, ledger.states) == (MAILS, 0, {"sent": MAILS})
    assert ledger.doubles <= KILLS
    assert ledger.arrived.keys() == ledger.written


def test_a_loss_and_a_double_would_be_seen() -> None:
    ledger = Ledger(frozenset("abc"), Counter({"a": 1, "b": 3}), {})
    assert (ledger.lost, ledger.doubles) == (1, 2)

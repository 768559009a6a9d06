"""From proofs to a level: what stands today decides, so that what has run out falls back by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, Proof


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a claim stands on a day: its level, the proof it rests on, and a higher one that has run out."""

    claim: Claim
    level: Level
    proof: Proof | None
    fallen_from: Proof | None
    said: Mapping[str, Any]  # what the pledge states beside its sentence


def counts(proof: Proof, on: date) -> bool:
    """Whether a proof counts on a day; its last day counts."""
    return proof.state == "standing" and (proof.valid_until is None or proof.valid_until >= on)


def rung(claim: Claim, proofs: Iterable[Proof], on: date) -> Rung:
    """Return where a claim stands: the highest proof that counts; X hides nothing of what it rested on."""
    standing = sorted((proof for proof in proofs if proof.state == "standing"), key=_height, reverse=True)
    best = next((proof for proof in standing if counts(proof, on)), None)
    reached = Level(best.level) if best else Level.NONE
    over = standing[0] if standing and not counts(standing[0], on) and standing[0].level > reached else None
    pledge = next((proof for proof in standing if proof.level == Level.PLEDGE and counts(proof, on)), None)
    is_x = claim.review_since is not None or claim.withdrawn_at is not None
    return Rung(claim, Level.X if is_x else reached, best, over, pledge.facts if pledge else {})


def _height(proof: Proof) -> tuple[int, date, int]:
    return proof.level, proof.valid_until or date.max, proof.id

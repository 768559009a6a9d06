"""Prices on being shown that make all parties about equally often shown.

Everybody looks at score less price and wants the best; whoever is wanted too often becomes dearer, until each
party is wanted as often as the average (Sinkhorn's alternate scaling of softened choices, as in markets with
transferable utility: Tomita, arXiv 2409.00720; Su, Bayoumi and Joachims 2022, arXiv 2106.01941).
"""

from __future__ import annotations

import numpy as np

from matching.lists import Wide

SOFTNESS = 0.05
"""A difference of score that makes a choice e times as likely."""
_ROUNDS = 100
_STEEPEST = 5.0  # a price moves by at most this factor in a round, so that none overshoots


def exposure_prices(ranked: Wide, k: int) -> dict[int, float]:
    """Price of each party that stands in a list, on the scale of the scores; dearer is shown less."""
    ids = sorted({other for found in ranked.values() for other, _ in found})
    place = {other: number for number, other in enumerate(ids)}
    lists = [found for _, found in sorted(ranked.items()) if found]
    if not lists:
        return {}
    lengths = np.array([len(found) for found in lists])
    row = np.repeat(np.arange(len(lists)), lengths)
    column = np.array([place[other] for found in lists for other, _ in found])
    scores = np.array([score for found in lists for _, score in found])
    choice, wanted = np.exp((scores - scores.max()) / SOFTNESS), np.minimum(lengths, k).astype(np.float64)
    fair, ease = wanted.sum() / len(ids), np.ones(len(ids))
    for _ in range(_ROUNDS):
        likely = choice * ease[column]
        likely *= (wanted / np.bincount(row, likely, len(lists)))[row]
        shown = np.bincount(column, np.minimum(likely, 1.0), len(ids))
        ease *= np.sqrt(np.clip(fair / np.maximum(shown, 1e-9), 1 / _STEEPEST, _STEEPEST))
    prices = -SOFTNESS * np.log(ease)
    return {other: float(price) for other, price in zip(ids, prices, strict=True)}

"""In lists without names nobody is the only one who held so many meetings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from flask import Flask

from pin_app.attendees import pseudonyms
from pin_app.db import db
from pin_app.meetings.models import Meeting
from tests.attendees.lists import column, grid_of
from tests.factories.meetings import Fair


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({0: 4}, {}),
        ({}, {}),
        ({0: 5}, {0: (0, 0)}),
        ({0: 4, 11: 1}, {0: (0, 11), 11: (0, 11)}),
        ({0: 9, 3: 6, 4: 1}, {0: (0, 0), 3: (3, 4), 4: (3, 4)}),
        ({0: 1, 3: 6, 4: 2, 9: 3}, {0: (0, 3), 3: (0, 3), 4: (4, 9), 9: (4, 9)}),
    ],
)
def test_each_band_holds_at_least_five_people(
    counts: dict[int, int], found: dict[int, tuple[int, int]]
) -> None:
    assert pseudonyms.bands(counts) == found


def test_donors_read_bands_and_organisers_numbers(app: Flask) -> None:
    fair = Fair(slots=6, tables=4)
    people, run = fair.many(12), fair.run("published")
    pairs = [pair for pair in combinations(people[:4], 2) if pair[0] is people[0] or pair[1] is people[3]]
    for place, (one, other) in enumerate(pairs):
        db.session.add(
            Meeting(
                run_id=run.id, slot_id=fair.slots[place].id, table_id=fair.tables[0].id, first_id=one.id,
                second_id=other.id, state="held",
            )
        )  # fmt: skip
    db.session.commit()
    seen = [Counter(column(grid_of(fair.event, preset=of), "Meetings held")) for of in ("organiser", "donor")]
    assert seen == [Counter({"0": 8, "3": 2, "2": 2}), Counter({"0 to 3": 12})]

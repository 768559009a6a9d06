"""Profiles that speak of what is searched, in whatever language: by codes of the lexicons, not by vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqlalchemy import case, func, select

from pin_app import search
from pin_app.db import db
from pin_app.directory.models import DirectoryEntry, DirectoryTopic
from pin_app.directory.queries import PER_PAGE, Found, Listed, Wanted, kept, listed, narrowed

MOST_CLOSE = 8
MOST_TOPICS = 12  # the rarest and surest of a long question
LEAST = 0.35  # of what the question says in all, a profile must speak of so much


def close(wanted: Wanted, found: Found) -> Sequence[Listed]:
    """Return profiles that are close in meaning to the words, beside those found by letters.

    Only where letters found little, or not every word, and on the first page.
    """
    plenty = found.every_word and found.total > PER_PAGE
    if plenty or found.page > 1 or wanted.order == "name":
        return []
    worth = _worth(search.topics_of(wanted.words))
    ids = _closest(wanted, worth) if worth else []
    present = {profile.public_id for profile in found.profiles}
    return [profile for profile in listed(ids) if profile.public_id not in present][:MOST_CLOSE]


def _worth(topics: dict[str, float]) -> dict[str, float]:
    """What each topic of a question counts: more where few profiles speak of it."""
    many = kept("topics", _counted)
    total = max(many.values(), default=0)
    worth = {
        topic: weight * math.log(2 + total / many[topic]) for topic, weight in topics.items() if topic in many
    }
    surest = sorted(worth, key=lambda topic: (-worth[topic], topic))[:MOST_TOPICS]
    return {topic: worth[topic] for topic in surest}


def _closest(wanted: Wanted, worth: dict[str, float]) -> list[int]:
    closeness = func.sum(DirectoryTopic.weight * case(worth, value=DirectoryTopic.topic, else_=0.0))
    statement = (
        select(DirectoryTopic.profile_id)
        .join(DirectoryEntry, DirectoryEntry.profile_id == DirectoryTopic.profile_id)
        .where(DirectoryTopic.topic.in_(worth), *narrowed(wanted.facets))
        .group_by(DirectoryTopic.profile_id)
        .having(closeness >= LEAST * sum(worth.values()))
        .order_by(closeness.desc(), DirectoryTopic.profile_id)
    )
    return list(db.session.scalars(statement.limit(PER_PAGE + MOST_CLOSE)))


def _counted() -> dict[str, int]:
    counted = select(DirectoryTopic.topic, func.count()).group_by(DirectoryTopic.topic)
    return {str(topic): count for topic, count in db.session.execute(counted)}

"""The first page of the administration: what is counted, in words."""

from __future__ import annotations

from flask import Flask

from pin_app.admin import queries, words


def test_everything_that_is_counted_has_a_word(app: Flask) -> None:
    found = queries.figures()
    counted = (
        (found.people, words.ROLES),
        (found.profiles_by_state, words.PROFILE_STATES),
        (found.statements, words.STATEMENT_STATES),
        (found.suggestions, words.PURPOSES),
        (found.mails, words.MAIL_STATES),
    )
    assert [set(figures) ^ set(said) for figures, said in counted] == [set()] * len(counted)

"""Passwords: accepted, refused, kept, checked."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from pin_app.accounts.services import passwords
from pin_app.errors import PinError

GOOD = [
    "korrekt2",
    "73920184",
    "four quiet mango trees",
    "پاکستان زندہ باد",
    "🥭🚲🐪🫖🌵🪕🧿🛶",
    " leading and trailing ",
    "x1 " * 21 + "x",
    "Az9!" * 32,
]
COMMON = ["password", "12345678", "qwertyuiop", "Password1!", "pakistan1", "juventus", "aaaaaaaa", "P@ssw0rd"]


def refusal(password: str, **owner: str) -> str:
    try:
        passwords.check(password, **owner)
    except PinError as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("password", GOOD)
def test_good_passwords_are_taken_and_come_back_whole(password: str) -> None:
    kept = passwords.hashed(password)
    changed = (password[:-1], password.strip() + "x", password + " ")
    assert refusal(password) == ""
    assert (passwords.matches(kept, password), [passwords.matches(kept, p) for p in changed]) == (
        True, [False, False, False],
    )  # fmt: skip


@pytest.mark.parametrize("password", COMMON)
def test_common_passwords_are_refused_without_a_network(password: str) -> None:
    assert refusal(password) == "account.password_common"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "account.password_short"),
        ("a7!kd2w", "account.password_short"),
        ("a7!kd2wq", ""),
        ("Az9!" * 32, ""),
        ("Az9!" * 32 + "x", "account.password_long"),
        ("\ufdfa" * 100, "account.password_long"),
    ],
)
def test_length_is_counted_in_characters(password: str, code: str) -> None:
    assert refusal(password) == code


@pytest.mark.parametrize("password", ["imran.gondal@example.org", "Imran.Gondal", "IMRAN  GONDAL"])
def test_the_own_name_and_address_are_refused(password: str) -> None:
    owner = {"email": "imran.gondal@example.org", "name": "Imran Gondal"}
    assert refusal(password, **owner) == "account.password_personal"


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    assert passwords.matches(passwords.hashed("ﬁve cafe\u0301s"), "five cafés") is True


@pytest.mark.parametrize("password", ["x" * 1_000_000, "\ufdfa" * 1_000_000, "\ud800" * 9])
def test_odd_and_huge_texts_are_answered_quickly(password: str) -> None:
    started = time.thread_time()
    refusal(password)
    assert passwords.matches(passwords.NOBODY, password) is False
    assert time.thread_time() - started < 1


def test_a_good_password_is_judged_quickly() -> None:
    started = time.thread_time()
    refusal("@4a0o5s$1il|!@4a0o5s"[:20])
    assert time.thread_time() - started < 1


def test_nobody_costs_the_same_work_as_somebody() -> None:
    assert passwords.HASHER.check_needs_rehash(passwords.NOBODY) is False
    assert passwords.hashed("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$broken"])
def test_a_broken_hash_matches_nothing(app: Flask, kept: str) -> None:
    assert passwords.matches(kept, "") is False

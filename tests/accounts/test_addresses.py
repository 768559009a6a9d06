"""One mailbox is one address."""

from __future__ import annotations

import pytest

from pin_app.accounts.services.addresses import canonical
from pin_app.errors import PinError

WRITINGS = [
    "rené@bücher.example",
    "RENÉ@BÜCHER.EXAMPLE",
    "rene\u0301@bu\u0308cher.example",
    "ｒené@bücher.example",
    " rené@bücher.example ",
    "rené@bücher.example.",
    "re\u200bné@bücher.example",
    "\u202arené@bücher.example\u202c",
    "rené＠bücher.example",
    "rené@xn--bcher-kva.example",
]


@pytest.mark.parametrize("typed", WRITINGS)
def test_all_writings_are_one(typed: str) -> None:
    assert canonical(typed) == "rené@xn--bcher-kva.example"


@pytest.mark.parametrize("typed", [*WRITINGS, "STRASSE@x.it", "straße@x.it", "İ@x.it", "ﬀ@x.it", "K@x.it"])
def test_the_canonical_form_is_stable(typed: str) -> None:
    assert canonical(canonical(typed)) == canonical(typed)


def test_a_dotless_i_is_another_letter() -> None:
    assert canonical("adm\u0131n@x.it") != canonical("admin@x.it")


@pytest.mark.parametrize(
    "typed",
    [
        None, "", "x", "@x.it", "a@", "a@x", "a b@x.it", "a@x.it,b@y.it", "a@x.it\nBcc: b@y.it", "a@x.it\x00",
        "a@[127.0.0.1]", '"a b"@x.it', "a@x..it", "\ud800@x.it", "a@\ud800.it", "x" * 1_000_000 + "@x.it",
        "a@" + "x" * 300 + ".it", "a\u200c@x.it", "<a@x.it>", "a@x.it;b@y.it", "\u200b@x.it",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str | None) -> None:
    with pytest.raises(PinError, match="complete e-mail address"):
        canonical(typed)

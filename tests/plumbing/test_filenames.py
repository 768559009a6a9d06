"""Names of files: in their own letters, and a header that every server sends."""

from __future__ import annotations

import pytest

from pin_app.filenames import attachment, of_parts


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Città & pelle!", "Elenco completo"), "città-pelle-elenco-completo"),
        (("یُونُس کا دن",), "یونس-کا-دن"),
        (("../../etc/passwd", "…", ""), "etc-passwd"),
        (("a\r\nSet-Cookie: x=1",), "a-set-cookie-x-1"),
        (("x" * 300, "y"), f"{'x' * 60}-y"),
        (("_-_",), ""),
    ],
)
def test_a_name_holds_letters_digits_and_hyphens(parts: tuple[str, ...], name: str) -> None:
    assert of_parts(*parts) == name


@pytest.mark.parametrize(
    ("name", "plain", "header"),
    [
        ("list-2026.csv", "", 'filename="list-2026.csv"'),
        ("città-2026.csv", "", "filename=\"citta-2026.csv\"; filename*=UTF-8''citt%C3%A0-2026.csv"),
        ("دن-2026.pdf", "day", "filename=\"day.pdf\"; filename*=UTF-8''%D8%AF%D9%86-2026.pdf"),
        ("دن-a.pdf", "day", "filename=\"a.pdf\"; filename*=UTF-8''%D8%AF%D9%86-a.pdf"),
        ('a";\r\nx.pdf', "", "filename=\"ax.pdf\"; filename*=UTF-8''a%22%3B%0D%0Ax.pdf"),
    ],
)
def test_a_header_is_ascii_and_holds_the_letters_beside(name: str, plain: str, header: str) -> None:
    assert attachment(name, plain) == f"attachment; {header}"
    assert attachment(name, plain).isascii()

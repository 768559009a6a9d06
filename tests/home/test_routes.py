"""The first page."""

from tests.inspector import Inspector


def test_start_speaks_the_asked_language(client: Inspector) -> None:
    client.get("/?lang=ur")
    assert client.page.all("html")[0]["dir"] == "rtl"

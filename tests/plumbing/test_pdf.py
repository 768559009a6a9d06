"""Documents in three languages: tagged, in order, letters joined, and nothing that is typed is markup."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from pin_app import pdf
from pin_app.i18n import LANGUAGES

URDU = "ہمیں سرمایہ کاری چاہیے: ٹ ڈ ڑ ں ے ہ ھ گ چ پ ۓ"


def document(language: str = "en", text: str = "A firm & its plan.") -> pdf.Document:
    made = pdf.Document("Plan", language, footer="PIN")
    made.heading("Plan", 1)
    made.paragraph(text)
    made.facts([("Amount", pdf.ltr("€ 120,000 – 250,000")), ("Nothing", "")])
    return made


def words(content: bytes) -> str:
    """All text as a reader copies it, without signs that only set the direction."""
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(sign for sign in text if sign not in "\u2066\u2067\u2068\u2069\u200b\r")


def words_of(page: pypdfium2.PdfTextPage) -> str:
    """Text of a page sign by sign, so that a place in it is a place on the page."""
    return "".join(page.get_text_range(number, 1) for number in range(page.count_chars()))


def darkness(content: bytes) -> list[int]:
    """How many dark points stand in the left and in the right half of the first page."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
    middle = picture.width // 2
    halves = (picture.crop((0, 0, middle, 300)), picture.crop((middle, 0, picture.width, 300)))
    return [sum(half.histogram()[:200]) for half in halves]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_has_tags_a_title_and_its_language(language: str) -> None:
    with pikepdf.open(BytesIO(pdf.render(document(language)))) as file:
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.Root.Lang) == language
        assert str(file.docinfo["/Title"]) == "Plan"
        with file.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"


def test_urdu_is_copied_in_its_own_order() -> None:
    assert unicodedata.normalize("NFC", words(pdf.render(document("ur", URDU)))).split("\n")[1] == URDU


def test_amounts_keep_their_order_inside_urdu() -> None:
    page = pypdfium2.PdfDocument(pdf.render(document("ur", URDU)))[0].get_textpage()
    signs = [page.get_charbox(place)[0] for place in map(words_of(page).index, ("€", "120", "–", "250"))]
    assert signs == sorted(signs)


def test_letters_are_joined_by_the_font() -> None:
    """Of five letters that join only one form each is drawn; unjoined they would be the isolated glyphs."""
    joined, apart = (pdf.render(document("ur", text)) for text in ("ببببب", "ب\u200cب\u200cب\u200cب\u200cب"))
    assert [words(one).count("ب") for one in (joined, apart)] == [5, 5]
    assert sum(darkness(joined)) < sum(darkness(apart))


def test_an_urdu_page_begins_on_the_right_and_an_italian_one_on_the_left() -> None:
    left, right = darkness(pdf.render(document("ur", URDU)))
    assert left < right
    left, right = darkness(pdf.render(document("it", "Un'impresa e il suo progetto")))
    assert left > right


def test_a_text_in_another_language_has_its_own_direction() -> None:
    made = pdf.Document("Plan", "ur")
    made.paragraph(pdf.Text("We make surgical scissors.", "en"))
    left, right = darkness(pdf.render(made))
    assert (left > 0, right) == (True, 0)


@pytest.mark.parametrize(
    "typed",
    ["#panic()", '#read("/etc/passwd")', "$x^2$ *b* _i_ `c` @a <b>", '"]) #eval("1")', "\\u{41} // x"],
)
def test_nothing_typed_is_markup(typed: str) -> None:
    assert typed in words(pdf.render(document(text=typed)))


@pytest.mark.parametrize(
    "odd", ["", "\x00\x07", "\ud800", "😀 中文 \ue000", "a" * 5000, "x\n" * 500, "\u202egnp.exe"]
)
def test_odd_texts_make_a_document_all_the_same(odd: str) -> None:
    made = document(text=odd)
    made.table(["A", odd], [[odd, "b"]])
    made.items([odd])
    made.notice(odd)
    assert pdf.render(made).startswith(b"%PDF-")


def test_what_has_no_value_is_left_out() -> None:
    assert "Nothing" not in words(pdf.render(document()))


def test_pictures_of_which_the_font_has_none_leave_no_empty_boxes() -> None:
    made = pdf.render(document(text="Ditta 😀🇵🇰 e ❤️ figli"))
    assert "Ditta e ❤ figli" in words(made)
    with (
        pikepdf.open(BytesIO(pdf.render(document(text="Ditta 😀🇵🇰 e figli")))) as file,
        file.open_metadata() as facts,
    ):
        assert facts["pdfuaid:part"] == "1"

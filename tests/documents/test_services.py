"""Documents are kept clean, under a name that nobody guesses, and rows and files never part."""

from __future__ import annotations

import io
import os
import stat
import time
from typing import Any

import pikepdf
import pytest
from flask import Flask
from PIL import Image

from pin_app import jobs
from pin_app.db import db
from pin_app.documents import filing, kinds, queries, services, tasks
from pin_app.documents.models import Document
from tests.documents.files import MARK, pdf, photo
from tests.factories.people import person

BS = chr(92)


def stored(content: bytes, name: str = "a.pdf", **more: Any) -> Document:
    made = services.store(io.BytesIO(content), name, None, "test", **more)
    db.session.commit()
    return made


def kept(document: Document) -> bytes:
    return filing.path_of(document.token).read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_no_place_no_camera_and_no_remark_and_stands_upright(app: Flask, kind: str) -> None:
    before = Image.open(io.BytesIO(photo((60, 40), kind)))
    assert (before.getexif().get_ifd(0x8825)[1], MARK in str(dict(before.getexif()))) == ("N", True)
    content = kept(stored(photo((60, 40), kind), "x.jpg"))
    after = Image.open(io.BytesIO(content))
    assert (dict(after.getexif()), after.size, after.format) == ({}, (40, 60), kind)
    assert MARK.encode() not in content
    assert b"Exif" not in content


def test_a_pdf_file_keeps_no_author_no_script_and_no_attached_file(app: Flask) -> None:
    content = kept(stored(pdf()))
    with pikepdf.open(io.BytesIO(content)) as after:
        assert (len(after.pages), len(after.attachments), "/OpenAction" in after.Root) == (1, 0, False)
        assert "/Info" not in after.trailer
        assert "/Metadata" not in after.Root
        told = b"".join(obj.read_bytes() for obj in after.objects if isinstance(obj, pikepdf.Stream))
    assert MARK.encode() not in content + told


def test_the_check_sees_an_author(app: Flask) -> None:
    with pikepdf.open(io.BytesIO(pdf())) as before:
        assert str(before.docinfo["/Author"]) == MARK


def test_a_file_is_for_this_user_of_the_machine_only_and_its_name_is_long(app: Flask) -> None:
    made = stored(photo())
    path = filing.path_of(made.token)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (len(made.token), made.size, len(made.digest)) == (43, path.stat().st_size, 64)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (f"..{BS}..{BS}autoexec.bat", "autoexec.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("\u202ecod.exe", "cod.pdf"),
        ('"; filename="x.html', "filename= x.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("", "document.pdf"),
        ("....", "document.pdf"),
        (".htaccess", "document.pdf"),
        ("اجرت.pdf", "اجرت.pdf"),
        ("bolla.tar.gz", "bolla.tar.pdf"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_names_lead_nowhere_and_end_truly(app: Flask, typed: str, shown: str) -> None:
    assert services.shown_name(typed, "application/pdf") == shown


def test_a_rolled_back_row_leaves_a_file_that_the_sweep_takes(app: Flask) -> None:
    made = services.store(io.BytesIO(photo()), "a.jpg", None, "test")
    path = filing.path_of(made.token)
    db.session.rollback()
    tasks.sweep_documents()
    assert path.is_file()  # its row may still be on its way
    long_ago = time.time() - filing.FRESH_SECONDS - 1
    os.utime(path, (long_ago, long_ago))
    tasks.sweep_documents()
    assert (path.is_file(), queries.tokens()) == (False, set())


def test_the_sweep_spares_files_with_a_row_and_tells_of_rows_without(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = stored(photo()), stored(pdf())
    for document in (first, second):
        os.utime(filing.path_of(document.token), (1, 1))
    filing.remove(second.token)
    tasks.sweep_documents()
    assert filing.path_of(first.token).is_file()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "files of documents are missing"
    ]


def test_a_deleted_document_loses_its_file_after_the_commit_and_not_before(app: Flask) -> None:
    made = stored(photo())
    path = filing.path_of(made.token)
    services.delete(made, None)
    assert path.is_file()
    db.session.rollback()
    jobs.run_pending(app)
    assert path.is_file()
    services.delete(made, None)
    db.session.commit()
    jobs.run_pending(app)
    assert (path.is_file(), queries.tokens()) == (False, set())


def test_a_file_whose_row_fails_has_no_row(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "record", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.store(io.BytesIO(photo()), "a.jpg", person(), "test")
    db.session.rollback()
    assert queries.tokens() == set()


def test_what_is_found_by_a_subject(app: Flask) -> None:
    owner = person()
    made = stored(photo(), subject=owner)
    stored(pdf())
    assert [document.id for document in queries.about("User", [owner.id])] == [made.id]


@pytest.mark.parametrize("token", ["", "x", "\x00" * 43, "é" * 43, "a" * 44, "a" * 43])
def test_no_document_is_found_by_a_guess(app: Flask, token: str) -> None:
    stored(photo())
    assert queries.by_token(token) is None


def test_every_kind_has_its_ending() -> None:
    assert set(kinds.ENDINGS.values()) == {".pdf", ".jpg", ".png", ".webp"}

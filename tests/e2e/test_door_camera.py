"""The camera at the door, with a camera that shows one ticket all the time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import segno
from flask import Flask
from sqlalchemy import select

from pin_app.db import db
from pin_app.registrations.models import Registration
from tests.conftest import _empty_tables
from tests.e2e import browser as browsing
from tests.e2e.conftest import Site, Window
from tests.e2e.doors import Phone, scene
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

CAMERA = """() => {
  const shown = document.createElement("canvas");
  shown.width = 640; shown.height = 480;
  const picture = new Image();
  const draw = () => {
    const pen = shown.getContext("2d");
    pen.fillStyle = "#ddd"; pen.fillRect(0, 0, 640, 480);
    pen.drawImage(picture, 180, 100, 280, 280);
  };
  picture.src = "PICTURE";
  setInterval(draw, 100);
  navigator.mediaDevices.getUserMedia = async () => shown.captureStream(10);
}"""
DETECTOR = """() => {
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return [{ rawValue: "TICKET" }]; }
  };
}"""


@pytest.fixture
def site(_app_of_session: Flask) -> Iterator[Site]:
    with browsing.serving(_app_of_session) as base:
        yield Site(base, {})
    with _app_of_session.app_context():
        _empty_tables()


@pytest.mark.parametrize("by_itself", [True, False])
def test_a_ticket_before_the_camera_lets_in_once(
    _app_of_session: Flask, site: Site, window: Window, by_itself: bool
) -> None:
    made = scene(_app_of_session, site.base, 1)
    with _app_of_session.app_context():
        ticket = db.session.scalars(select(Registration.ticket).order_by(Registration.id)).first() or ""
        db.session.remove()
    phone = Phone(made, window(390))
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    picture = segno.make_qr(ticket, error="q").png_data_uri(scale=6, border=4)
    phone.page.add_init_script(f"({CAMERA.replace('PICTURE', picture)})()")
    if by_itself:
        phone.page.add_init_script(f"({DETECTOR.replace('TICKET', ticket)})()")
    browsing.sign_in(phone.page, site.base, {"email": made.account, "password": PASSWORD})
    phone.open()
    phone.page.click("[data-camera-start]")
    phone.page.wait_for_selector("#answer [data-result=in]")
    phone.page.wait_for_timeout(1_500)  # it stays before the camera
    phone.wait_until_sent()
    assert "Sana Guest 0" in phone.page.inner_text("#answer")
    assert made.counted() == (1, 1, 1)
    assert ("photo" in asked) is not by_itself

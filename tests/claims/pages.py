"""What tests of the pages of claims share."""

from __future__ import annotations

import io
from typing import Any

from pin_app.claims import queries
from pin_app.claims.catalogue import Level
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.inspector import Inspector


def level(of: Profile, code: str) -> Level | None:
    """The level at which a claim of a firm stands now."""
    db.session.expire_all()
    return queries.levels([of.id]).get(of.id, {}).get(code)


def page(of: Profile, code: str = "", deed: str = "") -> str:
    """Where a firm states a claim, or does something with it."""
    return "/".join(part for part in (f"/profiles/{of.public_id}/claims", code, deed) if part)


def upload(
    client: Inspector, of: Profile, code: str, content: bytes, status: int = 302, **fields: Any
) -> Any:
    """Send a document as proof."""
    data = {"proof-document": (io.BytesIO(content), "Lohn & Gehalt.pdf")} | fields
    return client.post(page(of, code, "document"), data, status=status, content_type="multipart/form-data")

"""How a party is reached: asked for in one place, so that it is shown in no other."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pin_app.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and the ways to reach it; `whatsapp` is the address of a click-to-chat, each may be empty."""

    name: str
    email: str
    phone: str
    whatsapp: str


def contact_of(profile: Profile) -> Contact:
    """Return how a party wants to be reached; where it says nothing, its owner's address."""
    owner = profile.owner
    email = profile.email or (owner.typed_email if owner and not profile.phone else "")
    name = profile.contact_name or (owner.name if owner else "")
    return Contact(name, email, profile.phone, click_to_chat(profile))


def click_to_chat(profile: Profile, text: str = "") -> str:
    """Return the address that opens a chat with a party that agreed to WhatsApp, else nothing."""
    if not (profile.phone and profile.whatsapp_ok):
        return ""
    return f"https://wa.me/{profile.phone.lstrip('+')}" + (f"?text={quote(text)}" if text else "")


def language_of(profile: Profile) -> str:
    """Return the language in which a party is written to."""
    return profile.owner.language if profile.owner else profile.preferred_language


def address_of(profile: Profile) -> str:
    """Return where mail to a party goes: its owner's account, else the profile's address, else nowhere."""
    owner = profile.owner
    return owner.typed_email if owner and owner.active else profile.email

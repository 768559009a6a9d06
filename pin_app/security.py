"""The guard at the door: headers, forgery protection, throttles, safe redirects and signed tokens."""

from __future__ import annotations

import ipaddress
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request, session
from flask_wtf import CSRFProtect
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix

from pin_app.settings import Settings
from pin_app.throttle import Throttle

csrf = CSRFProtect()
throttle = Throttle()
TOKEN = "_user_id"  # noqa: S105 -- where Flask-Login keeps in the session what a sign-in is proved by
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def init_app(app: Flask, settings: Settings) -> None:
    """Set cookies, headers and limits for this run."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-pin" if settings.is_secure else "pin",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session, which ends by itself
        WTF_CSRF_SSL_STRICT=settings.is_secure,
    )
    if settings.env == "production":
        app.config["TRUSTED_HOSTS"] = [settings.host, *LOOPBACK]  # health checks ask the machine itself
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    app.before_request(_bound_forms)
    csrf.init_app(app)
    throttle.init_app(settings)
    app.after_request(_headers)


def limit(name: str, key: str, rule: str) -> None:
    """Count one try and answer 429 when the rule (such as "5 per minute") is exhausted."""
    wait = throttle.hit(name, key, rule)
    if wait:
        raise TooManyRequests(retry_after=wait)


def client_address() -> str:
    """Address of the visitor as the server itself saw it, or as a trusted proxy told."""
    return request.remote_addr or "unknown"


def client_network() -> str:
    """What one visitor can hardly change: the network of the address."""
    return network_of(client_address())


def network_of(address: str) -> str:
    """Return the address itself, of IPv6 the /64 network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def safe_next(target: str | None, default: str) -> str:
    """Return the target when it is a path on this site, else the default."""
    text = target or ""
    if (
        any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in text)
        or not text.startswith("/")
        or text.startswith("//")
    ):
        return default
    parts = urlsplit(text)
    return default if parts.scheme or parts.netloc else text


def external(path: str) -> str:
    """Put the public address of PIN before a path; never taken from the request's own headers."""
    settings: Settings = current_app.extensions["pin.settings"]
    return settings.base_url + path


def new_secret() -> str:
    """Return a URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def sign(purpose: str, facts: Any) -> str:
    """Sign facts for one purpose; the token of one purpose is refused for another."""
    return _serializer(purpose).dumps(facts)


def unsign(purpose: str, token: str, max_age: int) -> Any | None:
    """Read a signed token of this purpose not older than max_age seconds; None when it is not good."""
    try:
        return _serializer(purpose).loads(token, max_age=max_age)
    except BadSignature:
        return None


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"pin.{purpose}")


def _bound_forms() -> None:
    """Refuse a large form without files: it is read whole, and the limit on fields does not count for it."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        response.vary.update(("Cookie", "Accept-Language"))
        if TOKEN in session or request.method != "GET":  # without asking the store who it is
            headers["Cache-Control"] = "no-store"
        else:
            headers.setdefault("Cache-Control", "no-cache")
    return response

"""Brings one message to the mail server and says what became of it."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from pin_app.forms import clean_line
from pin_app.mail.models import OutgoingMail
from pin_app.mail.policies import is_one_address

TIMEOUT_SECONDS = 10
WIDE = SMTP.clone(max_line_length=900)  # a folded address in List-Unsubscribe would be none
SENT, LATER, BOUNCED, FAILED = "sent", "later", "bounced", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try; `server_down` means that further tries make no sense now."""

    kind: str
    error: str = ""
    server_down: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server as PIN_MAIL_URL names it: smtp://user:password@host:port?from=pin@example.org."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def from_url(cls, url: str, own_host: str) -> Server:
        """Read the address; the sender is ?from=, else the user if that is an address, else pin@ our host."""
        parts = urlsplit(url)
        user = unquote(parts.username or "")
        stated = parse_qs(parts.query).get("from", [user if "@" in user else ""])[0]
        return cls(
            scheme=parts.scheme,
            host=parts.hostname or "localhost",
            port=parts.port or (465 if parts.scheme == "smtps" else 25),
            user=user,
            password=unquote(parts.password or ""),
            sender=stated or f"pin@{own_host or 'localhost'}",
        )

    @property
    def is_this_machine(self) -> bool:
        """Whether the server is reached over loopback, where encryption adds nothing."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def message(mail: OutgoingMail, sender: str, unsubscribe: str = "") -> EmailMessage:
    """Build the message of an outbox row: one sender, one receiver, plain text and HTML.

    An optional mail says in its head where one press ends such mails (RFC 2369 and 8058).
    """
    built = EmailMessage(policy=WIDE)
    built["From"] = Address("PIN", *_halves(sender))
    built["To"] = Address("", *_halves(mail.to_address))
    built["Subject"] = clean_line(mail.subject)
    built["Date"] = mail.created_at
    built["Message-ID"] = mail.message_id
    built["Auto-Submitted"] = "auto-generated"
    built["Content-Language"] = mail.language
    if unsubscribe:
        built["List-Unsubscribe"] = f"<{clean_line(unsubscribe)}>"
        built["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    built.set_content(mail.body, cte="quoted-printable")
    built.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return built


def _halves(address: str) -> tuple[str, str]:
    if not is_one_address(address):
        raise ValueError("not one address")
    local, _, host = address.rpartition("@")
    return local, host


class Line:
    """One connection to the server, opened at the first message and closed at the end."""

    def __init__(self, server: Server, own_host: str) -> None:
        self.server = server
        self.own_host = own_host or "localhost"
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, ready: EmailMessage) -> Outcome:
        """Send one message; never raises for what a server or a network can do."""
        try:
            smtp = self.greet()
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(LATER, _told(error), server_down=True)
        try:
            smtp.send_message(ready)
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return _judge(error)
        return Outcome(SENT)

    def greet(self) -> smtplib.SMTP:
        """Open the line if it is not open yet; raises what the server or the network brings about."""
        self._open = self._open or self._connect()
        return self._open

    def _connect(self) -> smtplib.SMTP:
        server, secure = self.server, ssl.create_default_context()
        if server.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, self.own_host, timeout=TIMEOUT_SECONDS, context=secure
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, self.own_host, timeout=TIMEOUT_SECONDS)
        try:
            self._enter(smtp, secure)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _enter(self, smtp: smtplib.SMTP, secure: ssl.SSLContext) -> None:
        server, encrypted = self.server, self.server.scheme == "smtps"
        smtp.ehlo_or_helo_if_needed()
        if not encrypted and not server.is_this_machine and smtp.has_extn("starttls"):
            code, words = smtp.starttls(context=secure)
            if code != 220:  # smtplib goes on in plain text
                raise smtplib.SMTPResponseException(code, words)
            smtp.ehlo()
            encrypted = True
        if server.user and not (encrypted or server.is_this_machine):
            raise smtplib.SMTPNotSupportedError("no encryption offered, so the password was not sent")
        if server.user:
            smtp.login(server.user, server.password)

    def _hang_up(self) -> None:
        if self._open is not None:
            try:
                self._open.quit()
            except (OSError, smtplib.SMTPException):
                self._open.close()
        self._open = None


def _judge(error: Exception) -> Outcome:
    """A 5xx answer is final, and to the receiver or the text it means that the mail comes back at once."""
    codes = [int(getattr(error, "smtp_code", 0))]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    final = isinstance(error, smtplib.SMTPNotSupportedError) or all(500 <= code < 600 for code in codes)
    down = not final and not any(400 <= code < 500 and code != 421 for code in codes)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    kind = (BOUNCED if refused else FAILED) if final else LATER
    return Outcome(kind, _told(error), server_down=down)


def _told(error: Exception) -> str:
    """Put a failure into one line: the server's own code and words where it spoke."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return clean_line(f"{type(error).__name__}: {error}")[:500]
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return clean_line(f"{code} {text}")[:500]

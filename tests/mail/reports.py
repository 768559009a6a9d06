"""Delivery reports as mail servers write them."""

from __future__ import annotations

HEAD = """From: MAILER-DAEMON@mx.example
To: pin@pin.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

--=b
Content-Type: text/plain

This is the mail system. I am sorry.

--=b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 22 Nov 2026 04:00:00 +0000

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}

--=b
Content-Type: {part}

{headers}
--=b--
"""
HEADERS = """From: PIN <pin@pin.test>
To: {to}
Message-ID: {message_id}
Subject: Hello

Hello
"""


def report(
    message_id: str,
    action: str = "failed",
    status: str = "5.1.1",
    diagnosis: str = "550 5.1.1 no such\n person here",
    to: str = "ann@x.example",
    part: str = "message/rfc822",
) -> bytes:
    """One report; `part` is how it quotes our mail: message/rfc822 or text/rfc822-headers."""
    headers = HEADERS.format(to=to, message_id=message_id)
    text = HEAD.format(to=to, action=action, status=status, diagnosis=diagnosis, part=part, headers=headers)
    return text.replace("\n", "\r\n").encode()

"""Mails with new partners, at the pace that a member chooses."""

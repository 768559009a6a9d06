"""People, roles, sign-in and consent."""

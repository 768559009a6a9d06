"""What may be written to."""

LONGEST_ADDRESS = 320
NOT_IN_ADDRESSES = frozenset(',;:<>()[]"\\')


def is_one_address(value: str) -> bool:
    """Whether this is one address on one line: what could become a second receiver or header is not."""
    local, at, host = value.rpartition("@")
    plain = all(c.isprintable() and not c.isspace() and c not in NOT_IN_ADDRESSES for c in value)
    return bool(plain and at and local and host and "@" not in local and len(value) <= LONGEST_ADDRESS)

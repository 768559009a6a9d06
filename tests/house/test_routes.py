"""Every route wears a policy and stands in the kept list."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

KEPT = Path(__file__).with_name("routes.txt")


def routes_of(app: Flask) -> list[str]:
    """One line a route: methods, path, endpoint and the policy that it wears."""
    lines = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        policy = getattr(app.view_functions[rule.endpoint], "policy", None)
        lines.append(f"{methods} {rule.rule} {rule.endpoint} {policy.__name__ if policy else '-'}")
    return sorted(lines)


def test_every_route_wears_a_policy(app: Flask) -> None:
    assert [line for line in routes_of(app) if line.endswith(" -")] == []


def test_routes_are_those_in_the_kept_list(app: Flask) -> None:
    """A removed route breaks someone's bookmark: decide, then change the list in the same commit."""
    assert routes_of(app) == KEPT.read_text(encoding="utf-8").splitlines()

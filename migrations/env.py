"""How Alembic reaches the store; the connection comes from pin_app.migrations_runner."""

from __future__ import annotations

from typing import Any

from alembic import context


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our own column types into a migration as what they are in the store."""
    return "sa.DateTime(timezone=True)" if kind == "type" and type(item).__name__ == "UtcDateTime" else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    compare_type=True,
    render_item=render_item,
    include_object=context.config.attributes["include_object"],
    render_as_batch=False,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

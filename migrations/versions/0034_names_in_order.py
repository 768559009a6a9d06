"""Names and organisations as they are sorted and found: by the alphabet, and without accents."""

import sqlalchemy as sa
from alembic import op

from pin_app.search import indexed, sortable

revision = "0034"
down_revision = "0033"
TABLE = "registrations"
NEW = (("name_order", 250), ("organisation_key", 400))
MANY = 1_000


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        for name, length in NEW:
            text = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
            table.add_column(sa.Column(name, text, nullable=False, server_default=""))
    _fill(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        for name, _length in NEW:
            table.drop_column(name)


def _fill(connection: sa.Connection) -> None:
    found = sa.table(TABLE, *map(sa.column, ("id", "name_key", "organisation", *(name for name, _ in NEW))))
    wanted = sa.select(found.c.id, found.c.name_key, found.c.organisation).order_by(found.c.id).limit(MANY)
    keep = sa.update(found).where(found.c.id == sa.bindparam("number"))
    keep = keep.values(name_order=sa.bindparam("names"), organisation_key=sa.bindparam("firm"))
    rows, last = connection.execute(wanted).all(), 0
    while rows:
        connection.execute(keep, [_keys(*row) for row in rows])
        last = rows[-1].id
        rows = connection.execute(wanted.where(found.c.id > last)).all()


def _keys(number: int, name_key: str, organisation: str) -> dict[str, object]:
    firm = sortable(indexed([organisation]) or organisation.casefold())[:400]
    return {"number": number, "names": sortable(name_key), "firm": firm}

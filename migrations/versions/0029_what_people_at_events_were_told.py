"""What people who registered were last told of time and place, and when their data were forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("registrations") as table:
        table.add_column(sa.Column("told_time", sa.String(length=80), nullable=False, server_default=""))
        table.add_column(sa.Column("told_place", sa.String(length=64), nullable=False, server_default=""))
        table.add_column(sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("registrations") as table:
        table.drop_column("forgotten_at")
        table.drop_column("told_place")
        table.drop_column("told_time")

"""A withdrawn certificate may stand beside the one that was issued in its place."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
TABLE = "training_certificates"
OLD = "uq_training_certificates_series_id_registration_id"
NEW = "uq_training_certificates_standing"
STANDS = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(OLD, type_="unique")
    op.create_index("ix_training_certificates_series_id", TABLE, ["series_id"])
    op.create_index(
        NEW,
        TABLE,
        ["series_id", "registration_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    """Of several certificates of one person the latest stays, as there could be no other."""
    op.drop_index(NEW, TABLE)
    op.drop_index("ix_training_certificates_series_id", TABLE)
    op.execute(
        "DELETE FROM training_certificates WHERE id NOT IN"
        " (SELECT max(id) FROM training_certificates GROUP BY series_id, registration_id)"
    )
    with op.batch_alter_table(TABLE) as table:
        table.create_unique_constraint(OLD, ["series_id", "registration_id"])

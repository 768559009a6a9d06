"""For which start of their event slots of meetings were laid, so that they can follow when it is moved."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    with op.batch_alter_table("meeting_plans") as table:
        table.add_column(sa.Column("laid_for", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE meeting_plans SET laid_for ="
        " (SELECT starts_at FROM events WHERE events.id = meeting_plans.event_id)"
        " WHERE EXISTS (SELECT 1 FROM meeting_slots WHERE meeting_slots.event_id = meeting_plans.event_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("meeting_plans") as table:
        table.drop_column("laid_for")

"""What was typed at the door and belongs to nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("scans", sa.Column("typed", sa.String(length=40), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("scans", "typed")

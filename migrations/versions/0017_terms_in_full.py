"""Investment terms say also for how long, with whom, and how far a project is."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

COLUMNS = {"horizon": 12, "co_invest": 3, "stage": 12}


def upgrade() -> None:
    for name, length in COLUMNS.items():
        op.add_column(
            "investment_terms", sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        )


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("investment_terms", name)

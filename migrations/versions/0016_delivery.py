"""What became of mails: topics of optional ones, addresses from which they come back, topics nobody wants."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column(
        "outgoing_mails", sa.Column("topic", sa.String(length=40), server_default="", nullable=False)
    )
    op.create_table(
        "bouncing_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bouncing_addresses")),
        sa.UniqueConstraint("address", name=op.f("uq_bouncing_addresses_address")),
    )
    op.create_table(
        "unwanted_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unwanted_topics")),
        sa.UniqueConstraint("address", "topic", name=op.f("uq_unwanted_topics_address_topic")),
    )


def downgrade() -> None:
    op.execute("UPDATE outgoing_mails SET state = 'failed' WHERE state IN ('bounced', 'withheld')")
    op.execute("UPDATE outgoing_mails SET state = 'sent' WHERE state = 'delivered'")
    op.drop_table("unwanted_topics")
    op.drop_table("bouncing_addresses")
    op.drop_column("outgoing_mails", "topic")

"""What profiles speak of, for searching by meaning; filled by a job."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "directory_topics",
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["directory_entries.profile_id"],
            name=op.f("fk_directory_topics_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("topic", "profile_id", name=op.f("pk_directory_topics")),
    )
    op.create_index("ix_directory_topics_profile", "directory_topics", ["profile_id"])


def downgrade() -> None:
    op.drop_table("directory_topics")

"""B2B meetings: plans, wishes, timetables, seats and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "meeting_plans",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feedback_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_meeting_plans_closes_after_it_opens")),
        sa.CheckConstraint("most >= 1", name=op.f("ck_meeting_plans_most_is_one_at_least")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meeting_plans_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_meeting_plans")),
    )
    op.create_table(
        "meeting_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meeting_runs_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_meeting_runs_made_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["meeting_runs.id"],
            name=op.f("fk_meeting_runs_previous_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_runs")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_meeting_runs_event_id_number")),
    )
    op.create_index(
        "uq_meeting_runs_published",
        "meeting_runs",
        ["event_id"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_index(
        "uq_meeting_runs_working",
        "meeting_runs",
        ["event_id"],
        unique=True,
        sqlite_where=sa.text("stage IN ('waiting', 'scoring', 'solving')"),
        postgresql_where=sa.text("stage IN ('waiting', 'scoring', 'solving')"),
    )
    op.create_table(
        "meeting_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_slots_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meeting_slots_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_slots")),
        sa.UniqueConstraint("event_id", "starts_at", name=op.f("uq_meeting_slots_event_id_starts_at")),
    )
    op.create_table(
        "meeting_tables",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meeting_tables_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_tables")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_meeting_tables_event_id_name")),
    )
    op.create_table(
        "meeting_absences",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_meeting_absences_registration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["meeting_slots.id"], name=op.f("fk_meeting_absences_slot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("registration_id", "slot_id", name=op.f("pk_meeting_absences")),
    )
    op.create_index(op.f("ix_meeting_absences_slot_id"), "meeting_absences", ["slot_id"], unique=False)
    op.create_table(
        "meeting_participants",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("takes_part", sa.Boolean(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("feedback_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meeting_participants_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_meeting_participants_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_meeting_participants")),
    )
    op.create_index(
        "ix_meeting_participants_of", "meeting_participants", ["event_id", "takes_part"], unique=False
    )
    op.create_table(
        "meeting_scores",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_meeting_scores_two_sides_in_order")),
        sa.ForeignKeyConstraint(
            ["high_id"], ["registrations.id"], name=op.f("fk_meeting_scores_high_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["registrations.id"], name=op.f("fk_meeting_scores_low_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_meeting_scores")),
    )
    op.create_index(op.f("ix_meeting_scores_high_id"), "meeting_scores", ["high_id"], unique=False)
    op.create_table(
        "meeting_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=6), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("registration_id <> other_id", name=op.f("ck_meeting_wishes_not_oneself")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["registrations.id"], name=op.f("fk_meeting_wishes_other_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_meeting_wishes_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_wishes")),
        sa.UniqueConstraint(
            "registration_id", "other_id", name=op.f("uq_meeting_wishes_registration_id_other_id")
        ),
    )
    op.create_index("ix_meeting_wishes_other", "meeting_wishes", ["other_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_meetings_two_sides_in_order")),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["registrations.id"], name=op.f("fk_meetings_absent_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["registrations.id"], name=op.f("fk_meetings_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["meeting_runs.id"], name=op.f("fk_meetings_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["registrations.id"], name=op.f("fk_meetings_second_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["meeting_slots.id"], name=op.f("fk_meetings_slot_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["meeting_tables.id"], name=op.f("fk_meetings_table_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("id", "run_id", "slot_id", name=op.f("uq_meetings_id_run_id_slot_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meetings_public_id")),
    )
    op.create_index(op.f("ix_meetings_absent_id"), "meetings", ["absent_id"], unique=False)
    op.create_index("ix_meetings_first", "meetings", ["first_id"], unique=False)
    op.create_index("ix_meetings_second", "meetings", ["second_id"], unique=False)
    op.create_index(op.f("ix_meetings_slot_id"), "meetings", ["slot_id"], unique=False)
    op.create_index(op.f("ix_meetings_table_id"), "meetings", ["table_id"], unique=False)
    op.create_index(
        "uq_meetings_pair",
        "meetings",
        ["run_id", "first_id", "second_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('planned', 'held')"),
        postgresql_where=sa.text("state IN ('planned', 'held')"),
    )
    op.create_index(
        "uq_meetings_table",
        "meetings",
        ["run_id", "slot_id", "table_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('planned', 'held')"),
        postgresql_where=sa.text("state IN ('planned', 'held')"),
    )
    op.create_table(
        "meeting_feedback",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_feedback_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_meeting_feedback_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "registration_id", name=op.f("pk_meeting_feedback")),
    )
    op.create_index(
        op.f("ix_meeting_feedback_registration_id"), "meeting_feedback", ["registration_id"], unique=False
    )
    op.create_table(
        "meeting_seats",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id", "run_id", "slot_id"],
            ["meetings.id", "meetings.run_id", "meetings.slot_id"],
            name=op.f("fk_meeting_seats_meeting_id_run_id_slot_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_meeting_seats_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "slot_id", "registration_id", name=op.f("pk_meeting_seats")),
    )
    op.create_index("ix_meeting_seats_meeting", "meeting_seats", ["meeting_id"], unique=False)
    op.create_index("ix_meeting_seats_registration", "meeting_seats", ["registration_id"], unique=False)


def downgrade() -> None:
    op.drop_table("meeting_seats")
    op.drop_table("meeting_feedback")
    op.drop_table("meetings")
    op.drop_table("meeting_scores")
    op.drop_table("meeting_wishes")
    op.drop_table("meeting_absences")
    op.drop_table("meeting_participants")
    op.drop_table("meeting_runs")
    op.drop_table("meeting_tables")
    op.drop_table("meeting_slots")
    op.drop_table("meeting_plans")

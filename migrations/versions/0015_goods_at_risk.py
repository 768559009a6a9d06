"""Goods that the United States Department of Labor listed for Pakistan in 2016; staff keep the table on."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

SOURCE = "United States Department of Labor, List of Goods Produced by Child Labor or Forced Labor"
CHILD, FORCED = "child_labour", "forced_labour"
GOODS = (
    ("Bricks", "Mattoni", "اینٹیں", (CHILD, FORCED), ("23.32",)),
    ("Carpets", "Tappeti", "قالین", (CHILD, FORCED), ("13.93",)),
    ("Coal", "Carbone", "کوئلہ", (CHILD, FORCED), ("05.1", "05.2")),
    ("Cotton", "Cotone", "کپاس", (FORCED,), ("01.16",)),
    ("Glass bangles", "Braccialetti di vetro", "کانچ کی چوڑیاں", (CHILD,), ("23.13", "23.19", "32.13")),
    ("Leather", "Cuoio e pelle", "چمڑا", (CHILD,), ("14.11", "15.11", "15.12")),
    ("Sugarcane", "Canna da zucchero", "گنا", (FORCED,), ("01.14",)),
    ("Surgical instruments", "Strumenti chirurgici", "جراحی کے آلات", (CHILD,), ("32.50",)),
    ("Wheat", "Grano", "گندم", (FORCED,), ("01.11",)),
)
TABLE = sa.table(
    "risk_goods",
    sa.column("country", sa.String),
    sa.column("name_en", sa.String),
    sa.column("name_it", sa.String),
    sa.column("name_ur", sa.String),
    sa.column("hazards", sa.JSON),
    sa.column("sectors", sa.JSON),
    sa.column("source", sa.String),
    sa.column("year", sa.Integer),
    sa.column("retired_why", sa.String),
    sa.column("created_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    same = {
        "country": "PK",
        "source": SOURCE,
        "year": 2016,
        "retired_why": "",
        "created_at": datetime.now(UTC),
    }
    rows = [
        same
        | {"name_en": english, "name_it": italian, "name_ur": urdu}
        | {"hazards": list(hazards), "sectors": list(sectors)}
        for english, italian, urdu, hazards, sectors in GOODS
    ]
    op.bulk_insert(TABLE, rows)


def downgrade() -> None:
    op.execute(sa.delete(TABLE))

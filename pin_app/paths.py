"""Where templates, migrations and other files of the house stand, in a checkout and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def beside_or_inside(name: str) -> Path:
    """Return the folder inside the package if it is there (wheel), else the one beside it (checkout)."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = beside_or_inside("templates")
MIGRATIONS = beside_or_inside("migrations")
TRANSLATIONS = PACKAGE / "translations"

"""`python -m tests.figures.write_definitions`: bring the definitions in docs/staff-lounge.md up to date."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "staff-lounge.md"

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumah.settings.test")
    import django

    django.setup()
    from rumah.figures.definitions import written_into

    PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

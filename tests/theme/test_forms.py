"""Manners of every form: the title says when something is wrong, focus goes to the notice, codes can be pasted."""

import re

import pytest
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm as TheirForm
from django.conf import settings

from rumah.accounts.mfa_forms import ActivateTOTPForm, AuthenticateForm
from rumah.theme.pages import ExampleForm

PLACES = ("site", "products", "mentoring")
BOOK = "theme/style.html"
TEMPLATES = {
    str(path.relative_to(settings.ROOT)): path.read_text(encoding="utf-8")
    for place in PLACES
    for path in (settings.ROOT / place).rglob("templates/**/*.html")
}
# The parts through which a page shows what is wrong.
SHOWS_ERRORS = ("components/errors.html", "workspace/parts/form.html", "{% element form")


def test_a_page_with_errors_says_so_in_its_title():
    pages = {
        name: text
        for name, text in TEMPLATES.items()
        if "{% extends" in text and any(part in text for part in SHOWS_ERRORS) and not name.endswith(BOOK)
    }
    assert len(pages) > 30
    silent = [name for name, text in pages.items() if '{% translate "Galat:" %}' not in text]
    assert silent == []


def test_focus_goes_to_the_summary_and_to_the_notice():
    for part in ("components/errors.html", "theme/messages.html"):
        (text,) = (text for name, text in TEMPLATES.items() if name.endswith(part))
        assert re.search(r'tabindex="-1" data-focus', text), part


def test_every_page_of_ours_begins_with_the_way_past_the_menu():
    (base,) = (text for name, text in TEMPLATES.items() if name.endswith("theme/templates/base.html"))
    body = base.partition("<body>")[2].lstrip()
    assert body.startswith('<a class="skip" href="#isi">')
    assert '<main id="isi" class="wrap stack" tabindex="-1">' in body
    alone = [name for name, text in TEMPLATES.items() if "<body" in text and not name.endswith("templates/base.html")]
    assert [name for name in alone if 'class="skip"' not in TEMPLATES[name]] == []


@pytest.mark.parametrize("form", [AuthenticateForm, ActivateTOTPForm, ConfirmLoginCodeForm, TheirForm, ExampleForm])
def test_a_one_time_code_can_be_filled_in_by_the_phone(form):
    widget = form.base_fields["code"].widget
    assert widget.attrs["autocomplete"] == "one-time-code"


def test_nothing_stands_in_the_way_of_pasting():
    scripts = [path.read_text(encoding="utf-8") for place in PLACES for path in (settings.ROOT / place).rglob("*.js")]
    assert len(scripts) > 5
    assert [text[:80] for text in (*scripts, *TEMPLATES.values()) if re.search(r"onpaste|[\"']paste[\"']", text)] == []

"""The plain input is drawn without a template, and reads as Django's own."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from rumah.theme.renderer import INPUTS, Renderer


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(attrs={"maxlength": 5, "required": True, "disabled": False}), 'Kopi "Lego" & <b>'),
        (forms.NumberInput(attrs={"inputmode": "numeric", "aria-describedby": "a b"}), 1250),
        (forms.EmailInput(), None),
        (forms.TextInput(), ""),
        (forms.PasswordInput(attrs={"autocomplete": "new-password"}), "rahasia"),
        (forms.HiddenInput(), mark_safe("a&amp;b")),
    ],
)
def test_an_input_reads_as_djangos_own(widget: forms.Widget, value: object) -> None:
    assert widget.template_name in INPUTS
    (ours, theirs) = (
        widget.render("nama", value, {"id": "id_nama"}, renderer) for renderer in (Renderer(), TemplatesSetting())
    )
    assert sorted(ours[:-1].split(" ")) == sorted(theirs[:-1].split(" "))


def test_everything_else_is_drawn_by_its_template() -> None:
    choice = forms.Select(choices=[("a", "A")])
    assert choice.render("x", "a", None, Renderer()) == choice.render("x", "a", None, TemplatesSetting())

"""Parts drawn once: equal values, equal drawing; another language or value, another drawing."""

from django.template import Context, Template
from django.utils import translation

from rumah.theme.templatetags.remembered import _draw

PART = Template('{% remembered "components/empty.html" text=text url="/produk/" label="Lihat" %}')


def test_a_part_is_drawn_once_for_each_language_and_value() -> None:
    _draw.cache_clear()
    first = PART.render(Context({"text": "Belum <ada>."}))
    assert "Belum &lt;ada&gt;." in first
    assert PART.render(Context({"text": "Belum <ada>."})) == first
    assert _draw.cache_info().currsize == 1
    with translation.override("en"):
        PART.render(Context({"text": "Belum <ada>."}))
    assert "Lain." in PART.render(Context({"text": "Lain."}))
    assert _draw.cache_info().currsize == 3


def test_while_developing_nothing_is_remembered(settings: object) -> None:
    _draw.cache_clear()
    settings.DEBUG = True  # type: ignore[attr-defined]
    PART.render(Context({"text": "Belum."}))
    assert _draw.cache_info().currsize == 0

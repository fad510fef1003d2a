"""Pictures of a page: they come after its words, and later still on a busy machine."""

from playwright.sync_api import Locator, expect


def came(pictures: Locator) -> None:
    """Wait until each of at least one picture has come, and see that something can be seen on it."""
    expect(pictures.first).to_be_visible()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 0

"""Our colours in the staff's rooms, and stored pages forgotten when an editor changes one."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from rumah.core.pagecache import forget_pages


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """Bring indigo and sulphur into Wagtail's rooms."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/staff.css"))


@hooks.register("after_publish_page")
@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
@hooks.register("after_move_page")
def forget(request: HttpRequest, page: Page, *args: Any) -> None:
    """Let visitors see the change at once."""
    forget_pages()

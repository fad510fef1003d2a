"""The pages the site cannot do without: home, the shelf of guides, and three plain pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from rumah.accounts.found import EDITOR
from rumah.content.guides import block
from rumah.content.models import GuideIndexPage, HomePage, PlainPage
from rumah.content.wording import HOME, PLAIN


@transaction.atomic
def found() -> None:
    """Make what is missing and touch nothing an editor may have changed."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=locale).first() or _home(locale)
    _site(home)
    _child(home, GuideIndexPage(title="Panduan", slug="panduan", locale=locale, intro=HOME["guides"]))
    for slug, title, paragraphs in PLAIN:
        _child(home, PlainPage(title=title, slug=slug, locale=locale, body=[block(text) for text in paragraphs]))
    _let_editors_in(home)


def _let_editors_in(home: HomePage) -> None:
    """Give a new group of editors the tree of pages and the shelf of files: Wagtail asks for these by place."""
    group = Group.objects.filter(name=EDITOR).first()
    if group is None or GroupPagePermission.objects.filter(group=group).exists():
        return
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=home.page_ptr, permission=permission)
    shelf = Collection.get_first_root_node()
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for deed in ("add", "change", "choose"):
            found_one = Permission.objects.get(content_type__app_label=app, codename=f"{deed}_{kind}")
            GroupCollectionPermission.objects.get_or_create(group=group, collection=shelf, permission=found_one)


def _home(locale: Locale) -> HomePage:
    # Wagtail's migrations make the root; a database that was emptied afterwards has none.
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    home: HomePage = root.add_child(
        instance=HomePage(title="Beranda", slug="beranda", locale=locale, body=_body()),
    )
    return home


def _body() -> list[tuple[str, Any]]:
    stream = HomePage._meta.get_field("body").stream_block
    return [(kind, stream.child_blocks[kind].to_python(value)) for kind, value in HOME["body"]]


def _site(home: HomePage) -> None:
    """Let the site begin at our home page, and take Wagtail's page of welcome away."""
    base = urlsplit(settings.BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(
            hostname=base.hostname or "localhost", port=base.port or 443, root_page=home, is_default_site=True,
            site_name=settings.HOUSE_NAME,
        )  # fmt: skip
        return
    if site.root_page.specific_class is HomePage:
        return
    welcome = site.root_page
    site.root_page, site.site_name = home.page_ptr, settings.HOUSE_NAME
    site.hostname = base.hostname or "localhost"
    site.port = base.port or (443 if base.scheme == "https" else 80)
    site.save()
    if welcome.depth > 1:
        welcome.delete()


def _child(home: HomePage, page: Page) -> None:
    if not home.get_children().filter(slug=page.slug).exists():
        home.add_child(instance=page)

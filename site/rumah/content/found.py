"""The pages the site cannot do without: home, the shelf of guides and the plain pages, in every language."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from rumah.accounts.found import EDITOR
from rumah.content.guides import block
from rumah.content.models import GuideIndexPage, HomePage, PlainPage
from rumah.content.plain_words import PLAIN
from rumah.content.wording import HOME, HOME_EN

ENGLISH = "en"


@transaction.atomic
def found() -> None:
    """Make what is missing and touch nothing an editor may have changed."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=locale).first() or _home(locale)
    _site(home)
    _child(home, GuideIndexPage(title="Panduan", slug="panduan", locale=locale, intro=HOME["guides"]))
    for page in PLAIN:
        _child(
            home, PlainPage(title=page.title, slug=page.slug, locale=locale, body=[block(text) for text in page.text])
        )
    _let_editors_in(home)
    english = Locale.objects.filter(language_code=ENGLISH).first()
    if english and english != locale:
        _in_english(home, english)


def _in_english(home: HomePage, english: Locale) -> None:
    """Translate the pages made here; what has a translation, live or not, is left alone."""
    if not home.has_translation(english):
        copy = home.copy_for_translation(english)
        copy.title, copy.body = "Home", _body(HOME_EN)
        copy.save_revision().publish()
        _let_editors_in(copy, also=True)
    shelf = home.get_children().type(GuideIndexPage).first()
    words: dict[str, tuple[str, dict[str, Any]]] = {
        page.slug: (page.title_en, {"body": [block(text) for text in page.text_en]}) for page in PLAIN
    }
    if shelf:
        words[shelf.slug] = ("Guides", {"intro": HOME_EN["guides"]})
    for child in home.get_children().filter(slug__in=words).specific():
        translate(child, english, title=words[child.slug][0], **words[child.slug][1])


def translate(page: Page, locale: Locale, *, title: str, **words: Any) -> None:
    """Publish `page` in another language under the same last part of its address, unless that was done before."""
    if page.has_translation(locale):
        return
    copy = page.copy_for_translation(locale, copy_parents=True)
    copy.title = title
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save_revision().publish()


def _let_editors_in(home: HomePage, *, also: bool = False) -> None:
    """Give a new group of editors the tree of pages and the shelf of files: Wagtail asks for these by place.

    `also` gives one more tree to a group that has one.
    """
    group = Group.objects.filter(name=EDITOR).first()
    if group is None or GroupPagePermission.objects.filter(group=group).exists() != also:
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
        instance=HomePage(title="Beranda", slug="beranda", locale=locale, body=_body(HOME)),
    )
    return home


def _body(words: dict[str, Any]) -> list[tuple[str, Any]]:
    stream = HomePage._meta.get_field("body").stream_block
    return [(kind, stream.child_blocks[kind].to_python(value)) for kind, value in words["body"]]


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

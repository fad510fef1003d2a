"""What staff see and mend of the catalogue. After every change the listing is brought up to date."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from products.catalogue import categories
from products.catalogue.models import Category, Product
from products.catalogue.refresh import refresh_products
from products.catalogue.search.documents import INDEX
from rumah.core import audit, clock
from rumah.core.listing import HouseList
from rumah.core.menu import PRODUCTS
from rumah.core.money import format_rupiah
from rumah.core.pagecache import forget_pages
from rumah.core.search.words import query_words


class MendOnly(ModelPermissionPolicy):
    """Whoever may view or change may; products come from their owners and go to the archive, by verbs."""

    actions = frozenset({"view", "change"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse `add` and `delete`, superusers included."""
        return action in self.actions and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Grant the list when one of what would do is granted."""
        return any(self.user_has_permission(user, action) for action in actions)


class PhotoColumn(Column):
    """The first photo, small; its name is on the row already, so no search and no image is opened."""

    cell_template_name = "catalogue/staff_photo_cell.html"


class ProductList(HouseList):
    """The list with sellers and categories, in one query."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("business", "category").defer("description")

    def search_queryset(self, queryset: Any) -> Any:
        """Look in the house's own index: a word in the middle of a name would mean reading every product."""
        if not self.search_query:
            return queryset
        words = query_words(self.search_query)
        return INDEX.filter(queryset, words) if words else queryset.none()

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return column_class(
            field_name, label=_("Produk"), sort_key="name", get_url=lambda row: reverse("tahan", args=[row.pk])
        )


class ProductEdit(EditView):
    """Staff mend words and category; the index, the counts and the pages follow."""

    def save_instance(self) -> Any:
        """Save, leave a trail, refresh: together or not at all."""
        with transaction.atomic():
            self.form.instance.updated_at = clock.now()
            product = super().save_instance()
            changed = sorted(self.form.changed_data)
            audit.record("catalogue.edit", product, actor=self.request.user, fields=changed)
            refresh_products([product.pk])
        return product


class ProductViewSet(ModelViewSet):
    """Products of all sellers."""

    model = Product
    index_view_class = ProductList
    edit_view_class = ProductEdit
    icon = "tag"
    menu_label = _("Produk")
    menu_hook = PRODUCTS.hook
    menu_order = 10
    list_display = (
        "name",
        PhotoColumn("card_photo", label=_("Foto")),
        Column("business", label=_("Penjual"), sort_key="business__name"),
        Column("category", label=_("Kategori"), sort_key="category__name"),
        Column("status", label=_("Keadaan"), accessor="get_status_display", sort_key="status"),
        BooleanColumn("is_listed", label=_("Tampil"), sort_key="is_listed"),
        Column("price", label=_("Harga"), accessor=lambda row: format_rupiah(row.min_price), sort_key="min_price"),
        BooleanColumn("in_stock", label=_("Ada stok"), sort_key="in_stock"),
        DateColumn("updated_at", label=_("Diubah"), sort_key="updated_at"),
    )
    list_filter = ("status", "is_listed", "category", "halal", "has_permit", "in_stock")
    list_export = (
        "name",
        "business.name",
        "category.name",
        "status",
        "is_listed",
        "min_price",
        "in_stock",
        "updated_at",
    )
    export_filename = "produk"
    # So that there is a search box; `ProductList` asks our own index.
    search_fields = ("name",)
    search_backend_name = None
    ordering = ("-updated_at",)
    copy_view_enabled = False
    form_fields = ("name", "category", "description", "halal", "tags")
    permission_policy = MendOnly(Product)


class CategoryForget:
    """Lets pages show a changed category at once."""

    def save_instance(self) -> Any:
        """Save, then forget the tree and the stored pages."""
        saved = super().save_instance()  # type: ignore[misc]
        categories.tree.forget()
        forget_pages()
        return saved


class CategoryCreate(CategoryForget, ModelViewSet.add_view_class):
    """A new category."""


class CategoryEdit(CategoryForget, EditView):
    """A changed category."""


class CategoryList(HouseList):
    """The tree in its order."""

    labels = {"parent": _("Induk"), "slug": _("Alamat")}  # a class attribute of the base


class CategoryViewSet(ModelViewSet):
    """The two-level tree."""

    model = Category
    index_view_class = CategoryList
    add_view_class = CategoryCreate
    edit_view_class = CategoryEdit
    icon = "folder-open-inverse"
    menu_label = _("Kategori")
    menu_hook = PRODUCTS.hook
    menu_order = 40
    list_display = ("name", "parent", "name_en", "slug", "position", "is_food", "usual_weight")
    list_filter = ("parent", "is_food")
    search_fields = ("name", "name_en", "slug")
    search_backend_name = None
    ordering = ("position", "name")
    copy_view_enabled = False
    form_fields = ("parent", "name", "name_en", "slug", "position", "is_food", "usual_weight")

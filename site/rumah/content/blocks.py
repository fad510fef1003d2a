"""The parts a home page and a guide are built of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class LinkBlock(blocks.StructBlock):
    """A button: what it does, and where it leads (a path of ours or a whole address)."""

    label = blocks.CharBlock(label=_("tulisan"), max_length=40)
    url = blocks.CharBlock(label=_("alamat"), max_length=200)

    class Meta:
        icon = "link"
        label = _("tombol")


class HeroBlock(blocks.StructBlock):
    """The first sentence a visitor reads, with at most two buttons."""

    title = blocks.CharBlock(label=_("judul"), max_length=90)
    text = blocks.TextBlock(label=_("kalimat"), required=False, max_length=300)
    links = blocks.ListBlock(LinkBlock(), label=_("tombol"), max_num=2)

    class Meta:
        icon = "home"
        label = _("pembuka")
        template = "content/blocks/hero.html"
        description = _("Judul besar di bagian atas beranda.")
        preview_value = {"title": "Buatan Banyuwangi", "text": "Langsung dari pembuatnya.", "links": []}


class ProductsBlock(blocks.StructBlock):
    """Products chosen by the last part of their address; the newest ones when none is named."""

    heading = blocks.CharBlock(label=_("judul"), max_length=60)
    slugs = blocks.ListBlock(
        blocks.CharBlock(max_length=80), label=_("produk pilihan"), default=[], max_num=24,
        help_text=_("bagian akhir alamat produk, misalnya kopi-osing; kosong berarti yang terbaru"),
    )  # fmt: skip
    category = blocks.CharBlock(
        label=_("kategori"), required=False, max_length=80,
        help_text=_("bagian akhir alamat kategori, misalnya kopi; dipakai bila tidak ada produk pilihan"),
    )  # fmt: skip
    count = blocks.IntegerBlock(label=_("banyaknya"), min_value=1, max_value=24, default=8)

    class Meta:
        icon = "tag"
        label = _("produk pilihan")
        template = "content/blocks/products.html"
        description = _("Kartu produk: yang dipilih, atau yang terbaru.")


class BusinessesBlock(blocks.StructBlock):
    """Businesses chosen by the last part of their address; those verified last when none is named."""

    heading = blocks.CharBlock(label=_("judul"), max_length=60)
    slugs = blocks.ListBlock(
        blocks.CharBlock(max_length=80), label=_("usaha pilihan"), default=[], max_num=12,
        help_text=_("bagian akhir alamat usaha; kosong berarti yang terbaru diverifikasi"),
    )  # fmt: skip
    count = blocks.IntegerBlock(label=_("banyaknya"), min_value=1, max_value=12, default=6)

    class Meta:
        icon = "group"
        label = _("usaha pilihan")
        template = "content/blocks/businesses.html"
        description = _("Kartu usaha: yang dipilih, atau yang terbaru diverifikasi.")


class CategoriesBlock(blocks.StructBlock):
    """Links to the main categories."""

    heading = blocks.CharBlock(label=_("judul"), max_length=60)

    class Meta:
        icon = "list-ul"
        label = _("kategori")
        template = "content/blocks/categories.html"
        description = _("Tautan ke semua kategori utama.")


class GuidesBlock(blocks.StructBlock):
    """The newest guides."""

    heading = blocks.CharBlock(label=_("judul"), max_length=60)
    count = blocks.IntegerBlock(label=_("banyaknya"), min_value=1, max_value=12, default=3)

    class Meta:
        icon = "openquote"
        label = _("panduan")
        template = "content/blocks/guides.html"
        description = _("Panduan yang terbaru.")


class CardBlock(blocks.StructBlock):
    """A card: an event, a programme, a step."""

    title = blocks.CharBlock(label=_("judul"), max_length=80)
    text = blocks.TextBlock(label=_("isi"), max_length=300)
    url = blocks.CharBlock(label=_("alamat"), required=False, max_length=200)

    class Meta:
        icon = "doc-empty"
        label = _("kartu")


class CardsBlock(blocks.StructBlock):
    """Cards side by side, for events and programmes."""

    heading = blocks.CharBlock(label=_("judul"), max_length=60)
    cards = blocks.ListBlock(CardBlock(), label=_("kartu"), max_num=12)

    class Meta:
        icon = "grip"
        label = _("kartu")
        template = "content/blocks/cards.html"
        description = _("Kegiatan, program, atau langkah dalam kartu.")


class TextBlock(blocks.RichTextBlock):
    """A paragraph with links, lists and emphasis."""

    class Meta:
        icon = "pilcrow"
        label = _("teks")
        template = "content/blocks/text.html"
        description = _("Paragraf, daftar, dan tautan.")


class HomeBlock(blocks.StreamBlock):
    """What a home page may hold."""

    hero = HeroBlock()
    products = ProductsBlock()
    businesses = BusinessesBlock()
    categories = CategoriesBlock()
    guides = GuidesBlock()
    cards = CardsBlock()
    text = TextBlock(features=["h3", "bold", "italic", "link", "ol", "ul"])


class PictureBlock(blocks.StructBlock):
    """A picture with the words for those who do not see it."""

    image = ImageChooserBlock(label=_("gambar"))
    alt = blocks.CharBlock(label=_("uraian gambar"), max_length=160)

    class Meta:
        icon = "image"
        label = _("gambar")
        template = "content/blocks/picture.html"
        description = _("Gambar dengan uraian untuk pembaca layar.")


class BodyBlock(blocks.StreamBlock):
    """What a guide may hold."""

    heading = blocks.CharBlock(
        label=_("anak judul"), icon="title", max_length=90, template="content/blocks/heading.html",
        description=_("Judul bagian."),
    )  # fmt: skip
    text = TextBlock(features=["bold", "italic", "link", "ol", "ul"])
    steps = blocks.ListBlock(
        blocks.TextBlock(label=_("langkah")), label=_("langkah-langkah"), icon="list-ol",
        template="content/blocks/steps.html", description=_("Langkah bernomor."),
    )  # fmt: skip
    notice = blocks.TextBlock(
        label=_("catatan"), icon="info-circle", template="content/blocks/note.html",
        description=_("Hal penting, dalam kotak."),
    )  # fmt: skip
    picture = PictureBlock()
    products = ProductsBlock()

    class Meta:
        # Each asks the database once or twice.
        block_counts = {"products": {"max_num": 2}}

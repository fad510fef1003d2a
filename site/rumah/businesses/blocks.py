"""Blocks a business tells its story with."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class StoryBlock(blocks.StreamBlock):
    """Headings, paragraphs, pictures and a quotation."""

    heading = blocks.CharBlock(label=_("Judul"), icon="title", max_length=80)
    paragraph = blocks.RichTextBlock(label=_("Paragraf"), icon="pilcrow", features=["bold", "italic", "link", "ul"])
    picture = ImageChooserBlock(label=_("Gambar"), icon="image")
    quote = blocks.BlockQuoteBlock(label=_("Kutipan"), icon="openquote")

    class Meta:
        label = _("Cerita")

"""The files of a photo."""

from products.catalogue.models import ProductPhoto


def own_files(photo: ProductPhoto) -> tuple[list[str], list[str]]:
    """Return the storage names of (original and cut-out, renditions) that go when the photo lets go of them.

    Photos of a large demo share their files; what another row still names is left out. Two queries at most.
    """
    own = [photo.cutout] if photo.cutout else []
    renditions = [str(item["name"]) for item in photo.renditions.values()]
    others = ProductPhoto.objects.filter(original=photo.original.name).exclude(pk=photo.pk)
    if not others.exists():
        return [str(photo.original.name), *own], renditions
    card = photo.renditions.get("card_320", {}).get("name")
    # A photo that was cropped or cut out has sizes of its own, though it shares its original.
    shared = not card or others.filter(renditions__card_320__name=card).exists()
    return own, [] if shared else renditions

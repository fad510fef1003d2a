"""The files of a photo."""

from products.catalogue.models import ProductPhoto


def own_files(photo: ProductPhoto) -> tuple[list[str], list[str]]:
    """Return the storage names of (original, renditions) that go when the photo lets go of them.

    Photos of a large demo share their files; what another row still names is left out. One query.
    """
    if ProductPhoto.objects.filter(original=photo.original.name).exclude(pk=photo.pk).exists():
        return [], []
    return [str(photo.original.name)], [str(item["name"]) for item in photo.renditions.values()]

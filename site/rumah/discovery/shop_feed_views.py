"""Hand out the product feeds: the whole ones as files, a business's own as it is made."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.views.decorators.http import require_safe

from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.discovery import shop_feed, shop_feed_files

SECONDS = 3600
RSS = "application/rss+xml; charset=utf-8"


@require_safe
def google(request: HttpRequest) -> HttpResponse | FileResponse:
    """Answer with Google's feed of every product on show."""
    return _file(request, "google", RSS)


@require_safe
def facebook(request: HttpRequest) -> HttpResponse | FileResponse:
    """Answer with Facebook's feed of every product on show."""
    return _file(request, "facebook", "text/csv; charset=utf-8")


@require_safe
def business(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Answer with Google's feed of one verified business, for its own account there."""
    found = Business.objects.filter(slug=slug, standing=Standing.VERIFIED).only("pk", "name", "slug").first()
    if found is None:
        raise Http404
    pieces = shop_feed.as_xml(
        shop_feed.rows(business_id=found.pk), title=found.name, path=found.get_absolute_url()
    )  # fmt: skip
    response = StreamingHttpResponse(pieces, content_type=RSS)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def _file(request: HttpRequest, kind: str, content_type: str) -> HttpResponse | FileResponse:
    name = shop_feed_files.newest(kind)
    if not name:
        raise Http404
    etag = f'"{name}"'
    if etag in request.headers.get("If-None-Match", ""):
        answer: HttpResponse | FileResponse = HttpResponseNotModified()
    else:
        answer = FileResponse(default_storage.open(name), content_type=content_type)
    answer["Cache-Control"], answer["ETag"] = f"public, max-age={SECONDS}", etag
    return answer

"""Every address of the house; each face names its own below its prefix."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from rumah.core import views
from rumah.lounge.account import StaffAccountView, script_words

handler400 = "rumah.core.views.bad_request"
handler403 = "rumah.core.views.forbidden"
handler404 = "products.shop.browse.lost.not_found"
handler500 = "rumah.core.views.server_error"
handler429 = "rumah.core.views.too_many"  # allauth asks for it

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("rumah.theme.urls")),
    path("bahasa/<str:code>/", views.set_language, name="set_language"),
    path("tampilan/<str:code>/", views.set_scheme, name="set_scheme"),
    path("akun/", include("rumah.accounts.urls")),
    path("akun/", include("rumah.workspace.hub_urls")),
    path("toko-saya/", include("rumah.workspace.urls")),
    path("pendampingan/hasil/", include("mentoring.approval.owner_urls")),
    path("pendampingan/", include("mentoring.booking.urls")),
    path("meja/hasil/", include("mentoring.approval.mentor_urls")),
    path("meja/", include("mentoring.desk.urls")),
    path("webhook/", include("products.shipping.urls")),
    path("webhook/", include("products.payments.urls")),
    path("api/v1/", include("rumah.api.urls")),
    path("berkas/", include(wagtaildocs_urls)),
    # Wagtail's own doors would pass by the second factor.
    path(f"{settings.ADMIN_PATH}login/", views.staff_door),
    path(f"{settings.ADMIN_PATH}account/", require_admin_access(StaffAccountView.as_view())),
    path(f"{settings.ADMIN_PATH}jsi18n/", script_words),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("", include("products.shop.urls")),
    path("acara/", include("rumah.events.urls")),
    path("", include("rumah.content.urls")),
    path("", include("rumah.discovery.urls")),
]
if apps.is_installed("products.simulator"):
    urlpatterns.insert(0, path("simulasi/", include("products.simulator.urls")))
if settings.DEBUG:
    urlpatterns = [*static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT), *urlpatterns]
urlpatterns.append(path("", include(wagtail_urls)))

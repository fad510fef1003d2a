"""Addresses of this face."""

from django.urls import URLPattern, path

from mentoring.booking import after_pages, own, pages, reserve

app_name = "booking"
urlpatterns: list[URLPattern] = [
    path("", pages.services, name="services"),
    path("sesi/", own.sessions, name="sessions"),
    path("sesi/<uuid:pk>/", own.session, name="session"),
    path("sesi/<uuid:pk>/kalender.ics", own.calendar, name="calendar"),
    path("sesi/<uuid:pk>/batal/", own.cancel_session, name="cancel"),
    path("sesi/<uuid:pk>/nilai/", after_pages.rate, name="rate"),
    path("sesi/<uuid:pk>/lanjutan/", after_pages.follow, name="follow"),
    path("tindak-lanjut/", after_pages.items, name="items"),
    path("tindak-lanjut/<int:pk>/", after_pages.mark, name="item"),
    path("<slug:slug>/", pages.service, name="service"),
    path("<slug:slug>/pesan/", reserve.reserve, name="reserve"),
]

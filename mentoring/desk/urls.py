"""Addresses of this face."""

from django.urls import URLPattern, path

from mentoring.desk import affected_page, availability_page, day_page, limits_page, requests_page

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", day_page.day, name="day"),
    path("sesi/<uuid:pk>/", day_page.session, name="session"),
    path("sesi/<uuid:pk>/tandai/", day_page.mark, name="mark"),
    path("permintaan/", requests_page.requests, name="requests"),
    path("permintaan/<uuid:pk>/", requests_page.answer, name="answer"),
    path("jadwal/", availability_page.availability, name="availability"),
    path("jadwal/mingguan/", availability_page.weekly, name="weekly"),
    path("jadwal/tanggal/", availability_page.change, {"name": "dates"}, name="dates"),
    path("jadwal/libur/", availability_page.change, {"name": "away"}, name="away"),
    path("jadwal/tambahan/", availability_page.change, {"name": "extra"}, name="extra"),
    path("jadwal/jeda/", limits_page.pause, name="pause"),
    path("jadwal/batas/", limits_page.limits, name="limits"),
    path("jadwal/jangkauan/", limits_page.reach, name="reach"),
    path("jadwal/terdampak/", affected_page.page, name="affected"),
    path("jadwal/terdampak/<uuid:pk>/", affected_page.move, name="move"),
]

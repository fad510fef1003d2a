"""Addresses of this face."""

from django.urls import URLPattern, path

from mentoring.desk import (
    affected_page,
    availability_page,
    business_pages,
    day_page,
    hours_page,
    limits_page,
    note_page,
    requests_page,
    session_page,
    work_pages,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", day_page.day, name="day"),
    path("sesi/<uuid:pk>/", session_page.session, name="session"),
    path("sesi/<uuid:pk>/mulai/", session_page.begin, name="begin"),
    path("sesi/<uuid:pk>/tandai/", session_page.mark, name="mark"),
    path("sesi/<uuid:pk>/catatan/", note_page.note, name="note"),
    path("sesi/<uuid:pk>/waktu/", work_pages.effort, name="effort"),
    path("sesi/<uuid:pk>/tindak/", work_pages.item, name="item"),
    path("sesi/<uuid:pk>/tindak/<int:item>/tarik/", work_pages.withdraw, name="withdraw"),
    path("sesi/<uuid:pk>/lanjutan/", work_pages.step, name="step"),
    path("usaha/", business_pages.businesses, name="businesses"),
    path("usaha/<slug:slug>/", business_pages.business, name="business"),
    path("usaha/<slug:slug>/izin/<int:pk>/berkas/", business_pages.permit_file, name="permit_file"),
    path("waktu/", hours_page.hours, name="hours"),
    path("waktu/unduh/", hours_page.hours_file, name="hours_file"),
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
    path("jadwal/terdampak/lokakarya/<uuid:pk>/", affected_page.workshop, name="workshop"),
]

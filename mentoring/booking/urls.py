"""Addresses of this face."""

from django.urls import URLPattern, path

from mentoring.booking import (
    after_pages,
    arrival,
    feed_pages,
    move_page,
    own,
    pages,
    queue_pages,
    reserve,
    waiting_pages,
)

app_name = "booking"
urlpatterns: list[URLPattern] = [
    path("", pages.services, name="services"),
    path("sesi/", own.sessions, name="sessions"),
    path("sesi/<uuid:pk>/", own.session, name="session"),
    path("sesi/<uuid:pk>/kalender.ics", own.calendar, name="calendar"),
    path("sesi/<uuid:pk>/pindah/", move_page.move, name="move"),
    path("sesi/<uuid:pk>/batal/", own.cancel_session, name="cancel"),
    path("sesi/<uuid:pk>/nilai/", after_pages.rate, name="rate"),
    path("sesi/<uuid:pk>/lanjutan/", after_pages.follow, name="follow"),
    path("tindak-lanjut/", after_pages.items, name="items"),
    path("tindak-lanjut/<int:pk>/", after_pages.mark, name="item"),
    path("jawaban/<uuid:pk>/", own.answer_file, name="answer"),
    path("tunggu/<uuid:pk>/keluar/", waiting_pages.leave, name="leave_line"),
    path("tawaran/<uuid:pk>/", waiting_pages.offer, name="offer"),
    path("kalender/", feed_pages.settings_page, name="feed"),
    path("kalender/<str:secret>.ics", feed_pages.calendar, name="feed_calendar"),
    path("kedatangan/", arrival.arrival, name="arrival"),
    path("antrean/", queue_pages.board, name="board"),
    path("antrean/keadaan/", queue_pages.board_state, name="board_state"),
    path("antrean/loket/", queue_pages.counter, name="counter"),
    path("antrean/<uuid:pk>/", queue_pages.ticket, name="ticket"),
    path("antrean/<uuid:pk>/keadaan/", queue_pages.ticket_state, name="ticket_state"),
    path("<slug:slug>/", pages.service, name="service"),
    path("<slug:slug>/pesan/", reserve.reserve, name="reserve"),
    path("<slug:slug>/pesan/lepas/", reserve.leave, name="let_go"),
    path("<slug:slug>/tunggu/", waiting_pages.join, name="join_line"),
]

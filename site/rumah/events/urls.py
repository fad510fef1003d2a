"""Addresses of this face."""

from django.urls import path

from rumah.events import views

urlpatterns = [
    path("", views.events, name="events"),
    path("pendaftaran/<uuid:pk>/<str:signature>/", views.registration, name="event_registration"),
    path("pendaftaran/<uuid:pk>/<str:signature>/kalender.ics", views.calendar, name="event_calendar"),
    path("<slug:slug>/", views.event, name="event"),
]

"""Addresses of the mentor's side, under `/meja/hasil/`."""

from django.urls import URLPattern, path

from mentoring.approval import mentor

app_name = "handing"
urlpatterns: list[URLPattern] = [
    path("", mentor.results, name="results"),
    path("sesi/<uuid:pk>/", mentor.choose, name="choose"),
    path("sesi/<uuid:pk>/<slug:kind>/", mentor.hand_in, name="hand_in"),
    path("<uuid:pk>/", mentor.result, name="result"),
    path("<uuid:pk>/versi/", mentor.again, name="again"),
    path("<uuid:pk>/berkas/<int:number>/", mentor.piece, name="piece"),
    path("<uuid:pk>/gambar/<int:number>/", mentor.picture, name="picture"),
    path("<uuid:pk>/sebelum/<int:number>/", mentor.before, name="before"),
]

"""Addresses of the owner's side, under `/pendampingan/hasil/`."""

from django.urls import URLPattern, path

from mentoring.approval import owner

app_name = "results"
urlpatterns: list[URLPattern] = [
    path("", owner.results, name="results"),
    path("<uuid:pk>/", owner.result, name="result"),
    path("<uuid:pk>/setuju/", owner.approve_result, name="approve"),
    path("<uuid:pk>/perbaikan/", owner.revise_result, name="revise"),
    path("<uuid:pk>/urungkan/", owner.undo_result, name="undo"),
    path("<uuid:pk>/tinggalkan/", owner.leave_result, name="leave"),
    path("<uuid:pk>/cerita/", owner.affirm_result, name="affirm"),
    path("<uuid:pk>/berkas/<int:number>/", owner.piece, name="piece"),
    path("<uuid:pk>/gambar/<int:number>/", owner.picture, name="picture"),
    path("<uuid:pk>/sebelum/<int:number>/", owner.before, name="before"),
]

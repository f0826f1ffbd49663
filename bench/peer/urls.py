"""Where the peer's pages are."""

from django.urls import path

from bench.peer.views import Journey, home

journey = Journey.as_view(Journey.form_list, url_name="step", done_step_name="done")
urlpatterns = [
    path("", home),
    path("report/", journey, name="begin"),
    path("report/<slug:step>/", journey, name="step"),
]

"""Routes of programs."""

from django.urls import path

from huiqi.programs import views

app_name = "programs"
urlpatterns = [
    path("", views.keys, name="keys"),
    path("new/", views.ask, name="ask"),
    path("<uuid:ref>/", views.key, name="key"),
    path("<uuid:ref>/allow/", views.allow, name="allow"),
    path("<uuid:ref>/fetch/", views.fetch, name="fetch"),
    path("<uuid:ref>/decline/", views.decline, name="decline"),
    path("<uuid:ref>/end/", views.end, name="end"),
]

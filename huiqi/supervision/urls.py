"""Routes of supervision."""

from django.urls import path

from huiqi.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.board, name="board"),
    path("export/", views.export, name="export"),
    path("circulars/", views.circulars, name="circulars"),
    path("rules/", views.rules, name="rules"),
    path("rules/<slug:step>/", views.rule, name="rule"),
    path("explain/<uuid:ref>/", views.explain, name="explain"),
    path("<uuid:ref>/", views.case, name="case"),
    path("<uuid:ref>/files/<uuid:file_ref>/", views.case_file, name="case_file"),
    path("<uuid:ref>/<slug:verb>/", views.act, name="act"),
]

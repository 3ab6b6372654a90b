"""Routes of filings."""

from django.urls import path

from huiqi.filings import views

app_name = "filings"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("outcomes/", views.outcomes, name="outcomes"),
    path("outcomes/template.csv", views.template, name="template"),
    path("outcomes/<uuid:ref>/", views.outcome_list, name="outcome_list"),
    path("outcomes/<uuid:ref>/report.xlsx", views.outcome_report, name="outcome_report"),
    path("retention/", views.retention, name="retention"),
    path("retention/<uuid:ref>/", views.change_rule, name="change_rule"),
    path("<uuid:ref>/", views.handoff, name="handoff"),
    path("<uuid:ref>/sheet.<slug:kind>", views.sheet, name="sheet"),
    path("policies/<str:code>/", views.begin, name="begin"),
]

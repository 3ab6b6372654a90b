"""Routes of policies."""

from django.urls import path

from huiqi.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.policies, name="list"),
    path("check/", views.check, name="check"),
    path("mine/", views.mine, name="mine"),
    path("mine/report/", views.report, name="report"),
    path("<str:code>/", views.page, name="page"),
]

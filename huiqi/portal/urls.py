"""Routes of the composing pages."""

from django.urls import path

from huiqi.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.find, name="search"),
    path("desk/", views.desk, name="desk"),
    path("about/", views.about, name="about"),
    path("api/v1/", views.api_root, name="api_root"),
    path("api/v1/docs", views.api_documentation, name="api_documentation"),
]

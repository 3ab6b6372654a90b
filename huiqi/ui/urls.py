"""Routes of the design system."""

from django.urls import path

from huiqi.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("large/", views.large, name="large"),
    path("rows/", views.rows, name="rows"),
]

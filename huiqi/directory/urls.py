"""Routes of the directory."""

from django.urls import path

from huiqi.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("products/<uuid:ref>/", views.product, name="product"),
    path("<slug:slug>/", views.institution, name="institution"),
]

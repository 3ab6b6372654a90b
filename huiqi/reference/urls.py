"""Routes of reference."""

from django.urls import path

from huiqi.reference import views

app_name = "reference"
urlpatterns = [path("holidays/", views.holidays, name="holidays")]

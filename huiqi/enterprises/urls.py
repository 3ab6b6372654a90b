"""Routes of an enterprise's own pages."""

from django.urls import path

from huiqi.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("register/", views.register, name="register"),
    path("facts/<slug:group>/", views.step, name="step"),
]

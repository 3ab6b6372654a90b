"""Routes of notices."""

from django.urls import path

from huiqi.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("settings/", views.preferences, name="preferences"),
    path("mail/<str:token>/", views.confirm_mail, name="confirm_mail"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<uuid:ref>/retry/", views.retry, name="retry"),
    path("recorded/", views.recorded, name="recorded"),
    path("<uuid:ref>/", views.opened, name="opened"),
]

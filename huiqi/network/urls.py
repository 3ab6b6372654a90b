"""Routes of the network."""

from django.urls import path

from huiqi.network import views

app_name = "network"
urlpatterns = [
    path("", views.network, name="network"),
    path("<slug:slug>/", views.window, name="window"),
    path("<slug:slug>/disclose/<slug:item>/", views.write_item, name="write_item"),
]

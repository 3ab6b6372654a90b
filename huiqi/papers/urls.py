"""Routes of papers."""

from django.urls import path

from huiqi.papers import views

app_name = "papers"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:code>/", views.verify_code, name="verify_code"),
    path("letterheads/", views.letterheads, name="letterheads"),
    path("letterheads/<uuid:ref>/", views.letterhead, name="letterhead"),
    path("letterheads/<uuid:ref>/<slug:kind>/", views.letterhead, name="letterhead_of_kind"),
    path("<uuid:ref>/", views.paper, name="paper"),
    path("<uuid:ref>/pdf/", views.pdf, name="pdf"),
    path("<uuid:ref>/void/", views.void, name="void"),
]

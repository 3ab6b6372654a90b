"""Routes of agreements."""

from django.urls import path

from huiqi.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/<uuid:earlier>/<uuid:later>/", views.judge, name="judge"),
    path("new/<uuid:demand>/", views.new, name="new"),
    path("code/<uuid:link>/", views.by_code, name="by_code"),
    path("code/<uuid:link>/send/", views.send_code, name="send_code"),
    path("code/<uuid:link>/<slug:verb>/", views.act_by_code, name="act_by_code"),
    path("<uuid:ref>/", views.agreement, name="agreement"),
    path("<uuid:ref>/terms/<slug:verb>/", views.terms, name="terms"),
    path("<uuid:ref>/milestones/<uuid:milestone>/", views.milestone, name="milestone"),
    path("<uuid:ref>/files/<uuid:file_ref>/", views.delivered, name="delivered"),
    path("<uuid:ref>/<slug:verb>/", views.act, name="act"),
]

"""Routes of benefits without filing."""

from django.urls import path

from huiqi.benefits import views

app_name = "benefits"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("mine/", views.mine, name="mine"),
    path("new/", views.begin, name="begin"),
    path("desk/", views.desk, name="desk"),
    path("entries/<uuid:ref>/", views.entry, name="entry"),
    path("entries/<uuid:ref>/object/", views.object_to, name="object"),
    path("entries/<uuid:ref>/<slug:verb>/", views.entry_act, name="entry_act"),
    path("objections/<uuid:ref>/", views.objection, name="objection"),
    path("payments/<uuid:ref>/", views.pay, name="pay"),
    path("payments/<uuid:ref>/list.xlsx", views.bank_file, name="bank_file"),
    path("payments/<uuid:ref>/<slug:verb>/", views.list_act, name="list_act"),
    path("<uuid:ref>/", views.programme, name="programme"),
    path("<uuid:ref>/edit/", views.edit, name="edit"),
    path("<uuid:ref>/progress/", views.progress, name="progress"),
    path("<uuid:ref>/payments/", views.payments, name="payments"),
    path("<uuid:ref>/verify-all/", views.verify_all, name="verify_all"),
    path("<uuid:ref>/<slug:verb>/", views.act, name="act"),
]

"""Routes of signing in."""

from django.urls import path

from huiqi.accounts import views

app_name = "accounts"
urlpatterns = [
    path("signin/", views.sign_in, name="sign_in"),
    path("signin/code/", views.enter_code, name="enter_code"),
    path("signin/password/", views.enter_password, name="enter_password"),
    path("signin/new-password/", views.renew_password, name="renew_password"),
    path("password/", views.password, name="password"),
    path("privacy/", views.privacy, name="privacy"),
    path("signout/", views.sign_out, name="sign_out"),
    path("seats/", views.seats, name="seats"),
    path("offices/", views.offices, name="offices"),
    path("offices/new/", views.new_office, name="new_office"),
    path("offices/<uuid:ref>/", views.office, name="office"),
    path("offices/<uuid:ref>/name/", views.correct_name, name="correct_name"),
    path("offices/<uuid:ref>/<uuid:person>/name/", views.correct_person_name, name="correct_person_name"),
    path("offices/<uuid:ref>/<uuid:person>/end/", views.end_seat, name="end_seat"),
    path("seat/<uuid:ref>/", views.change_seat, name="change_seat"),
]

"""Routes of an enterprise's own pages, and of claims."""

from django.urls import path

from huiqi.enterprises.views import claims, people, profile

app_name = "enterprises"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("register/", profile.register, name="register"),
    path("facts/<slug:group>/", profile.step, name="step"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/representative/", people.representative, name="representative"),
    path("people/<uuid:ref>/end/", people.end_right, name="end_right"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<uuid:ref>/", claims.claim, name="claim"),
    path("claims/<uuid:ref>/papers/", claims.papers, name="papers"),
    path("claims/<uuid:ref>/papers/<slug:paper>/", claims.claim_paper, name="claim_paper"),
]

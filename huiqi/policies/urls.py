"""Routes of policies."""

from django.urls import path

from huiqi.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.policies, name="list"),
    path("check/", views.check, name="check"),
    path("mine/", views.mine, name="mine"),
    path("mine/report/", views.report, name="report"),
    path("mine/news/", views.news, name="news"),
    path("alerts/", views.save_alert, name="save_alert"),
    path("alerts/confirm/<str:token>/", views.confirm_alert, name="confirm_alert"),
    path("alerts/leave/<str:token>/", views.leave_alert, name="leave_alert"),
    path("funnel/", views.funnels, name="funnels"),
    path("pushes/", views.pushes, name="pushes"),
    path("pushes/<uuid:ref>/", views.push, name="push"),
    path("pushes/<uuid:ref>/<slug:verb>/", views.push_act, name="push_act"),
    path("mine/calendar/", views.calendar, name="calendar"),
    path("mine/calendar/link/", views.change_feed, name="change_feed"),
    path("calendar/<uuid:ref>/<str:secret>.ics", views.feed, name="feed"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/new/", views.begin, name="begin"),
    path("drafts/propose/", views.propose, name="propose"),
    path("drafts/<uuid:ref>/", views.draft, name="draft"),
    path("drafts/<uuid:ref>/words/", views.draft_words, name="draft_words"),
    path("drafts/<uuid:ref>/rule/", views.draft_rule, name="draft_rule"),
    path("drafts/<uuid:ref>/examples/", views.draft_examples, name="draft_examples"),
    path("drafts/<uuid:ref>/examples/<int:number>/", views.draft_example, name="draft_example"),
    path("drafts/<uuid:ref>/counts/", views.draft_counts, name="draft_counts"),
    path("drafts/<uuid:ref>/reach/", views.draft_reach, name="draft_reach"),
    path("drafts/<uuid:ref>/firms/", views.draft_firms, name="draft_firms"),
    path("drafts/<uuid:ref>/firms/<uuid:firm>/", views.draft_firm, name="draft_firm"),
    path("drafts/<uuid:ref>/<slug:verb>/", views.draft_act, name="draft_act"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/push/", views.begin_push, name="begin_push"),
    path("<str:code>/funnel/", views.funnel, name="funnel"),
    path("<str:code>/funnel/<slug:stage>/", views.funnel_rows, name="funnel_rows"),
    path("<str:code>/outcome/", views.outcome, name="outcome"),
    path("<str:code>/outcome/<uuid:ref>/drop/", views.drop_outcome, name="drop_outcome"),
    path("<str:code>/outcome/<uuid:ref>/proof/", views.proof, name="proof"),
    path("<str:code>/follow/", views.follow, name="follow"),
    path("<str:code>/changes/", views.changes, name="changes"),
    path("<str:code>/amend/", views.amend, name="amend"),
    path("<str:code>/withdraw/", views.withdraw, name="withdraw"),
]

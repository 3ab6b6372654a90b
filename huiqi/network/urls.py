"""Routes of the network."""

from django.urls import path

from huiqi.network import views

app_name = "network"
urlpatterns = [
    path("", views.network, name="network"),
    path("posts/", views.my_posts, name="my_posts"),
    path("<slug:slug>/", views.window, name="window"),
    path("<slug:slug>/sheet/", views.issue_sheet, name="issue_sheet"),
    path("<slug:slug>/disclose/<slug:item>/", views.write_item, name="write_item"),
    path("<slug:slug>/hours/", views.write_hours, name="write_hours"),
    path("<slug:slug>/limits/", views.schemes, name="schemes"),
    path("<slug:slug>/limits/<slug:code>/", views.scheme, name="scheme"),
    path("<slug:slug>/duty/", views.duty, name="duty"),
    path("<slug:slug>/duty/new/", views.write_shift, name="write_shift"),
    path("<slug:slug>/duty/<uuid:ref>/offer/", views.offer_shift, name="offer_shift"),
    path("<slug:slug>/duty/<uuid:ref>/take/", views.take_shift, name="take_shift"),
    path("<slug:slug>/duty/<uuid:ref>/swap/", views.swap_shift, name="swap_shift"),
    path("<slug:slug>/duty/<uuid:ref>/swap/accept/", views.accept_swap, name="accept_swap"),
    path("<slug:slug>/duty/<uuid:ref>/decline/", views.end_offer, name="end_offer"),
    path("<slug:slug>/duty/<uuid:ref>/drop/", views.drop_shift, name="drop_shift"),
    path("<slug:slug>/posts/", views.posts, name="posts"),
    path("<slug:slug>/posts/new/", views.write_post, name="new_post"),
    path("<slug:slug>/posts/away/", views.leave, name="leave"),
    path("<slug:slug>/posts/away/<uuid:ref>/back/", views.back, name="back"),
    path("<slug:slug>/posts/handover/", views.pass_on, name="pass_on"),
    path("<slug:slug>/posts/handover/<uuid:ref>/take/", views.take_over, name="take_over"),
    path("<slug:slug>/posts/<uuid:ref>/", views.write_post, name="write_post"),
    path("<slug:slug>/posts/<uuid:ref>/close/", views.end_post, name="end_post"),
]

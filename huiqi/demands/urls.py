"""Routes of demands."""

from django.urls import path

from huiqi.demands import views

app_name = "demands"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.file, name="file"),
    path("intake/", views.intake, name="intake"),
    path("intake/firms/", views.firms, name="firms"),
    path("intake/guide/", views.guide, name="guide"),
    path("intake/<uuid:ref>/", views.taken, name="taken"),
    path("intake/<uuid:ref>/receipt/", views.print_receipt, name="print_receipt"),
    path("intake/<uuid:ref>/send/", views.send_receipt, name="send_receipt"),
    path("intake/<uuid:ref>/confirming/", views.confirming_now, name="confirming_now"),
    path("intake/<uuid:ref>/code/", views.confirm_code, name="confirm_code"),
    path("intake/<uuid:ref>/confirm/<slug:how>/", views.confirm_taken, name="confirm_taken"),
    path("confirm/<slug:key>/", views.screen, name="screen"),
    path("desk/", views.desk, name="desk"),
    path("accountability/", views.accountability, name="accountability"),
    path("accountability/export/", views.accountability_export, name="accountability_export"),
    path("endings/", views.endings, name="endings"),
    path("instructions/", views.instructions, name="instructions"),
    path("letters/", views.letters, name="letters"),
    path("letters/<slug:code>/", views.letter, name="letter"),
    path("letters/<slug:code>/<slug:verb>/", views.act_by_link, name="act_by_link"),
    path("follow/", views.follow, name="follow"),
    path("follow/case/", views.followed, name="followed"),
    path("follow/leave/", views.leave, name="leave"),
    path("follow/files/<uuid:file_ref>/", views.file_by_code, name="file_by_code"),
    path("follow/case/<slug:verb>/", views.act_by_code, name="act_by_code"),
    path("<uuid:ref>/", views.demand, name="demand"),
    path("<uuid:ref>/filed/", views.filed, name="filed"),
    path("<uuid:ref>/archive-file/", views.archive_file, name="archive_file"),
    path("<uuid:ref>/files/<uuid:file_ref>/", views.attached_file, name="attached_file"),
    path("<uuid:ref>/files/<uuid:file_ref>/preview/", views.preview_file, name="preview_file"),
    path("<uuid:ref>/letter/open/", views.open_link, name="open_link"),
    path("<uuid:ref>/letter/close/", views.close_link, name="close_link"),
    path("<uuid:ref>/papers/<slug:kind>/", views.issue_sheet, name="issue_sheet"),
    path("<uuid:ref>/<slug:verb>/", views.act, name="act"),
]

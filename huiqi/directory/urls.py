"""Routes of the directory."""

from django.urls import path

from huiqi.directory import views

app_name = "directory"
urlpatterns = [
    path("institutions/", views.directory, name="directory"),
    path("institutions/products/<uuid:ref>/", views.product, name="product"),
    path("institutions/<slug:slug>/", views.institution, name="institution"),
    path("departments/", views.department_list, name="departments"),
    path("departments/new/", views.new_department, name="new_department"),
    path("departments/duties/<uuid:ref>/end/", views.drop_duty, name="drop_duty"),
    path("departments/<uuid:ref>/", views.department, name="department"),
    path("departments/<uuid:ref>/correct/", views.correct, name="correct"),
    path("departments/<uuid:ref>/close/", views.close, name="close"),
    path("departments/<uuid:ref>/duties/new/", views.new_duty, name="new_duty"),
    path("experts/", views.expert_list, name="experts"),
    path("experts/new/", views.write_expert, name="new_expert"),
    path("experts/<uuid:ref>/", views.expert, name="expert"),
    path("experts/<uuid:ref>/correct/", views.write_expert, name="write_expert"),
    path("experts/<uuid:ref>/leave/", views.drop_expert, name="drop_expert"),
    path("handlers/load/", views.load, name="load"),
    path("matters/", views.matter_list, name="matters"),
    path("matters/new/", views.new_matter, name="new_matter"),
    path("matters/samples/<uuid:ref>/", views.sample, name="sample"),
    path("matters/<slug:code>/", views.matter, name="matter"),
    path("matters/<slug:code>/end/", views.drop_matter, name="drop_matter"),
    path("matters/<slug:code>/items/new/", views.write_item, name="new_item"),
    path("matters/<slug:code>/items/<uuid:ref>/", views.write_item, name="write_item"),
    path("matters/<slug:code>/items/<uuid:ref>/end/", views.drop_item, name="drop_item"),
]

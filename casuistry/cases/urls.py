from django.urls import path

from casuistry.cases import views, writing_views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("nieuw/", writing_views.new, name="new"),
    path("<uuid:case_id>/", views.detail, name="detail"),
    path("<uuid:case_id>/bewerken/", writing_views.edit, name="edit"),
    path("<uuid:case_id>/delen/", views.share, name="share"),
    path("<uuid:case_id>/terughalen/", views.withdraw, name="withdraw"),
    path("<uuid:case_id>/vervangen/", views.replace, name="replace"),
    path("<uuid:case_id>/laten-staan/", views.keep, name="keep"),
]

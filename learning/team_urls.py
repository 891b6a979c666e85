"""Addresses for teams, editors and trainers, all below /leren/."""

from django.urls import path

from learning import own_views, team_views

urlpatterns = [
    path("voortgang/", team_views.progress, name="progress"),
    path("voortgang/<slug:slug>/", team_views.team_progress, name="team_progress"),
    path("voortgang/<slug:slug>/toewijzen/", team_views.assign, name="assign"),
    path("voortgang/<slug:slug>/instelling/", team_views.choose_setting, name="choose_setting"),
    path("voortgang/<slug:slug>/tabel.<str:ending>", team_views.export_progress, name="export_progress"),
    path("toewijzing/<uuid:key>/", team_views.change_assignment, name="change_assignment"),
    path("toewijzing/<uuid:key>/intrekken/", team_views.withdraw_assignment, name="withdraw_assignment"),
    path("wie-ziet-wat/", own_views.own_sharing, name="own_sharing"),
    path("wie-ziet-wat/<int:membership>/", own_views.share_with_managers, name="share_with_managers"),
]

"""Addresses for teams, editors and trainers, all below /leren/."""

from django.urls import path

from learning.reports import report_views
from learning.teaching import cohort_views, evaluation_views, teaching_views
from learning.teams import own_views, team_views

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
    path("redactie/", teaching_views.editors, name="editors"),
    path("redactie/<slug:slug>/evaluatie/", evaluation_views.averages, name="evaluation_averages"),
    path("redactie/<slug:slug>/vragen/", report_views.question_report, name="question_report"),
    path(
        "redactie/<slug:slug>/vragen/tabel.<str:ending>",
        report_views.export_questions,
        name="export_questions",
    ),
    path("evaluatie/<slug:slug>/<slug:moment>/", evaluation_views.evaluate, name="evaluate"),
    path("trainer/<slug:slug>/", teaching_views.trainer_guide, name="trainer_guide"),
    path("dossier/<slug:slug>/", teaching_views.dossier, name="dossier"),
    path("presentatie/<uuid:key>/", teaching_views.presentation, name="presentation"),
    path("groepen/", cohort_views.cohorts, name="cohorts"),
    path("groepen/<uuid:key>/", cohort_views.cohort, name="cohort"),
    path("groepen/<uuid:key>/uitnodigen/", cohort_views.invite, name="invite_to_cohort"),
    path("groepen/<uuid:key>/nieuwe-link/", cohort_views.renew_link, name="renew_cohort_link"),
    path("groepen/<uuid:key>/uit-de-groep/<uuid:person>/", cohort_views.take_out, name="take_out"),
    path("groepen/<uuid:key>/beeindigen/", cohort_views.end, name="end_cohort"),
    path("groepen/<uuid:key>/mijn-plek/", cohort_views.own_place, name="own_place"),
    path("meedoen/<str:token>/", cohort_views.join, name="join_cohort"),
]

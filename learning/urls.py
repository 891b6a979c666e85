from django.urls import path

from learning import views
from learning.answering import activity_views
from learning.assessment import attempt_views
from learning.certificates import certificate_views
from learning.lessons import note_views, print_views, reading_views
from learning.refreshers import refresher_views
from learning.teams import team_urls

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    path("les/<uuid:key>/doe/<slug:activity>/", activity_views.act, name="act"),
    path("les/<uuid:key>/scenario/<slug:activity>/boom/", activity_views.tree, name="tree"),
    path("proef/", activity_views.try_out, name="try_out"),
    path("toets/<uuid:key>/beginnen/", attempt_views.begin, name="begin_test"),
    path("toets/<uuid:attempt>/", attempt_views.attempt, name="attempt"),
    path("toets/<uuid:attempt>/vraag/<int:number>/", attempt_views.question, name="attempt_question"),
    path("toets/<uuid:attempt>/inleveren/", attempt_views.hand_in, name="hand_in"),
    path("certificaat/<str:number>/", certificate_views.certificate, name="certificate"),
    path("certificaat/<str:number>/pdf/", certificate_views.download, name="certificate_pdf"),
    path("certificaten/", certificate_views.certificates, name="certificates"),
    path("certificaten/<uuid:key>/intrekken/", certificate_views.revoke, name="revoke_certificate"),
    path("les/<uuid:key>/plek/", reading_views.reached, name="reached"),
    path("les/<uuid:key>/stop/", reading_views.stop, name="stop"),
    path("les/<uuid:key>/notitie/", note_views.note, name="note"),
    path("les/<uuid:key>/bewaar/", note_views.keep, name="keep"),
    path("module/<slug:slug>/gelezen/", reading_views.read_changes, name="read_changes"),
    path("module/<slug:slug>/afdrukken/", print_views.whole, name="print"),
    path("module/<slug:slug>/samenvatting/", print_views.summary, name="summary"),
    path("notities/", note_views.notes, name="notes"),
    path("notities/<int:number>/weg/", note_views.delete, name="delete_note"),
    *team_urls.urlpatterns,
    path("opfrissen/", refresher_views.refresh, name="refresh"),
    path("opfrissen/stoppen/", refresher_views.stop, name="stop_refreshing"),
    path("opfrissen/weer/", refresher_views.begin_again, name="refresh_again"),
    path("opfrissen/<uuid:module>/stoppen/", refresher_views.stop, name="stop_refreshing_module"),
    path("opfrissen/<uuid:module>/weer/", refresher_views.begin_again, name="refresh_module_again"),
    path("opfrissen/vraag/<uuid:refresher>/", refresher_views.answer, name="answer_refresher"),
    path("opfrissen/antwoord/<uuid:key>/", refresher_views.refreshed, name="refreshed"),
]

from django.urls import path

from learning import activity_views, attempt_views, certificate_views, views


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
]

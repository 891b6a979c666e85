from django.urls import path

from learning import activity_views, views

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    path("les/<uuid:key>/doe/<slug:activity>/", activity_views.act, name="act"),
    path("les/<uuid:key>/scenario/<slug:activity>/boom/", activity_views.tree, name="tree"),
    path("proef/", activity_views.try_out, name="try_out"),
]

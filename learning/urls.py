from django.urls import path

from learning import reading_views, views

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    path("les/<uuid:key>/plek/", reading_views.reached, name="reached"),
    path("les/<uuid:key>/stop/", reading_views.stop, name="stop"),
]

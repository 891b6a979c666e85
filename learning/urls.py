from django.urls import path

from learning import team_urls, views

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    *team_urls.urlpatterns,
]

from django.urls import path

from learning import refresher_views, views

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    path("opfrissen/", refresher_views.refresh, name="refresh"),
    path("opfrissen/stoppen/", refresher_views.stop, name="stop_refreshing"),
    path("opfrissen/weer/", refresher_views.begin_again, name="refresh_again"),
    path("opfrissen/<uuid:module>/stoppen/", refresher_views.stop, name="stop_refreshing_module"),
    path("opfrissen/<uuid:module>/weer/", refresher_views.begin_again, name="refresh_module_again"),
    path("opfrissen/vraag/<uuid:refresher>/", refresher_views.answer, name="answer_refresher"),
    path("opfrissen/antwoord/<uuid:key>/", refresher_views.refreshed, name="refreshed"),
]

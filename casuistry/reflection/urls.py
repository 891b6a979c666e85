from django.urls import path

from casuistry.reflection import views

app_name = "reflection"
urlpatterns = [
    path("", views.list_, name="list"),
    path("methoden/", views.protocols, name="protocols"),
    path("methoden/<slug:slug>/", views.protocol, name="protocol"),
    path("nieuw/", views.start, name="start"),
    path("<uuid:reflection_id>/", views.detail, name="detail"),
    path("<uuid:reflection_id>/schrijven/", views.write, name="write"),
    path("<uuid:reflection_id>/uitnodigen/", views.invite, name="invite"),
    path("<uuid:reflection_id>/verder/", views.advance, name="advance"),
    path("<uuid:reflection_id>/overslaan/", views.skip, name="skip"),
    path("<uuid:reflection_id>/afsluiten/", views.close, name="close"),
]

from django.urls import path

from tegenspraak.home import components, views

app_name = "home"
urlpatterns = [
    path("mijn/", views.workspace, name="workspace"),
    path("mijn/meldingen/<int:notice_id>/", views.open_notice, name="open_notice"),
    path("zoeken/", views.search_page, name="search"),
    path("status/", views.status, name="status"),
    path("onderdelen/", components.component_page, name="components"),
]

from django.urls import path

from tegenspraak.home import components, search_page, views

app_name = "home"
urlpatterns = [
    path("mijn/", views.workspace, name="workspace"),
    path("mijn/meldingen/<int:notice_id>/", views.open_notice, name="open_notice"),
    path("zoeken/", search_page.search_page, name="search"),
    path("zoeken/eerder/wissen/", search_page.forget_searches, name="forget_searches"),
    path("zoeken/eerder/<uuid:search_id>/wissen/", search_page.forget_search, name="forget_search"),
    path("status/", views.status, name="status"),
    path("onderdelen/", components.component_page, name="components"),
]

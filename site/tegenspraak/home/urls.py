from django.urls import path

from tegenspraak.home import views

app_name = "home"
urlpatterns = [
    path("mijn/", views.workspace, name="workspace"),
    path("zoeken/", views.search_page, name="search"),
    path("status/", views.status, name="status"),
]

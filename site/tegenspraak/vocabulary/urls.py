from django.urls import path

from tegenspraak.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.glossary, name="glossary"),
    path("themas/<str:slug>/", views.theme, name="theme"),
    path("<slug:slug>/", views.term, name="term"),
]

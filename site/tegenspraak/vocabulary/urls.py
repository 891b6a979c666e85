from django.urls import path, re_path

from tegenspraak.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.glossary, name="glossary"),
    # Letters of any language, as a slug of taggit may have, and nothing else.
    re_path(r"^themas/(?P<slug>[-\w]+)/$", views.theme, name="theme"),
    path("<slug:slug>/", views.term, name="term"),
]

from django.urls import path

from learning import note_views, print_views, reading_views, views

app_name = "learning"
urlpatterns = [
    path("les/<uuid:key>/klaar/", views.done, name="done"),
    path("les/<uuid:key>/toch-niet/", views.undo, name="undo"),
    path("les/<uuid:key>/plek/", reading_views.reached, name="reached"),
    path("les/<uuid:key>/stop/", reading_views.stop, name="stop"),
    path("les/<uuid:key>/notitie/", note_views.note, name="note"),
    path("les/<uuid:key>/bewaar/", note_views.keep, name="keep"),
    path("module/<slug:slug>/gelezen/", reading_views.read_changes, name="read_changes"),
    path("module/<slug:slug>/afdrukken/", print_views.whole, name="print"),
    path("module/<slug:slug>/samenvatting/", print_views.summary, name="summary"),
    path("notities/", note_views.notes, name="notes"),
    path("notities/<int:number>/weg/", note_views.delete, name="delete_note"),
]

from django.urls import path

from casuistry.gate import views

app_name = "gate"
urlpatterns = [path("markeren/", views.mark, name="mark")]

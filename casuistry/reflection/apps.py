from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReflectionConfig(AppConfig):
    name = "casuistry.reflection"
    label = "reflection"
    verbose_name = _("Reflection")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "casuistry.cases"
    label = "cases"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casuistry.cases import in_lesson, kinds, similar
        from learning import panels

        kinds.register()
        panels.register(similar.from_practice)
        panels.register_block("case", in_lesson.case_in_lesson)

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "tegenspraak.home"
    label = "home"
    verbose_name = _("Home")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tegenspraak.home.kinds import register_kinds
        from tegenspraak.home.media import name_types
        from tegenspraak.home.models import remove_old_searches
        from tegenspraak.home.tree import after_migrate
        from tegenspraak.trail import daily

        register_kinds()
        name_types()
        daily.register("old searches", remove_old_searches)
        post_migrate.connect(after_migrate, sender=self)

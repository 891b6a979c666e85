from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "tegenspraak.search"
    label = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from modelsearch.index import get_indexed_models

        from tegenspraak.trail import daily

        from . import drift
        from .sync import forget_what_left

        for model in get_indexed_models():
            post_save.connect(
                forget_what_left, sender=model, dispatch_uid=f"search-{model._meta.label_lower}"
            )
        daily.register("search: what the index missed", drift.repair_daily)
        daily.register("search: files purged of what was deleted", drift.purge_daily)

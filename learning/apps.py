from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "learning"
    label = "learning"
    verbose_name = _("Learning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from learning import kinds, theme_panel
        from learning.certificates import certified
        from learning.lessons import finishing
        from learning.teams import newcomers
        from tegenspraak.people.guests import open_room
        from tegenspraak.trail import daily
        from tegenspraak.vocabulary import theme_panels

        kinds.register()
        # Anybody who has the number in hand may check a certificate, so a guest too.
        open_room("learning:certificate")
        theme_panels.register(theme_panel.modules_on)
        daily.register("modules whose questions begin to come back", finishing.catch_up)
        daily.register("reminders of certificates", certified.remind)
        daily.register("newcomers who are asked to do a module", newcomers.tell_newcomers)

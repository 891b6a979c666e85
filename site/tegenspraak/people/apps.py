from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "tegenspraak.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in

        from tegenspraak.people import expired
        from tegenspraak.people.signin import record_sign_in
        from tegenspraak.trail import daily

        user_logged_in.connect(record_sign_in, dispatch_uid="people.record_sign_in")
        daily.register("expired sessions", expired.remove_sessions)
        daily.register("old guest passes", expired.remove_guest_passes)
        daily.register("old invitations", expired.remove_invitations)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReflectionConfig(AppConfig):
    name = "casuistry.reflection"
    label = "reflection"
    verbose_name = _("Reflection")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casuistry.cases import panels
        from casuistry.reflection.panels import case_panel
        from casuistry.reflection.protocol import Protocol
        from tegenspraak.people.guests import open_room
        from tegenspraak.search.registry import Facet, Kind, register

        panels.register(case_panel)
        # What a guest needs to take part in writing; `visible_to` keeps them to their one reflection.
        open_room("reflection:detail", "reflection:write", "gate:mark")
        register(
            Kind(
                name="protocol",
                label=_("method"),
                plural=_("protocols"),
                model=Protocol,
                visible_to=Protocol.objects.visible_to,
                title=lambda protocol: protocol.title,
                url=lambda protocol: protocol.get_absolute_url(),
                text=lambda protocol: protocol.purpose,
                date="last_published_at",
                facets=(
                    Facet("methode", _("Kind of method"), lambda values: dict(Protocol.Kind.choices), "kind"),
                ),
                is_public=True,
            )
        )

"""Minutes and days in words, as a person says them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = 60
STEP = 5
WEEK = 7


def about(minutes: int) -> str:
    """About `minutes`: by the five minutes, upwards, and hours where there are."""
    rounded = minutes if minutes < 2 * STEP else -(-minutes // STEP) * STEP
    hours, rest = divmod(rounded, HOUR)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if not rest:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return _("%(hours)d hour %(minutes)d") % {"hours": hours, "minutes": rest}


def ends_in(days: int) -> str:
    """That something ends `days` from now: in weeks, the last two in days."""
    if days <= 0:
        return _("ends today")
    if days < 2 * WEEK:
        return ngettext("ends in %(count)d day", "ends in %(count)d days", days) % {"count": days}
    return _("ends in %(count)d weeks") % {"count": days // WEEK}

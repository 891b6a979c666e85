import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 5


class OutboxQuerySet(models.QuerySet):
    def waiting(self) -> "OutboxQuerySet":
        """What the index still has to see."""
        return self.filter(tries__lt=MOST_TRIES)

    def due(self) -> "OutboxQuerySet":
        """What can be taken now, oldest first."""
        at_once = Q(due_at=None) | Q(due_at__lte=timezone.now())
        return self.waiting().filter(at_once).order_by("created_at")

    def set_aside(self) -> "OutboxQuerySet":
        """What could not be read, again and again. It is kept for a person to look at."""
        return self.filter(tries__gte=MOST_TRIES)


class Outbox(models.Model):
    """A save or delete that the search index has not seen yet, written in the transaction of that save.

    It names the object and holds nothing of it: whoever takes the row reads the object as it is by then.
    """

    # Never used twice: a row is removed by its id, after another one may have come for the same object.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(max_length=200)
    object_pk = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("outbox of the search index")

    def __str__(self) -> str:
        return f"{self.label}|{self.object_pk}"

    def postpone(self) -> None:
        """Counts a failed try; the next one comes later each time, and after the last one none."""
        self.tries += 1
        self.due_at = timezone.now() + timedelta(seconds=5 * 4**self.tries)
        self.save(update_fields=["tries", "due_at"])

"""Every kind of page, with an example of who visits it; our own rooms by the name of their address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.urls import get_resolver, reverse

from tests.journeys.learning_world import SCENARIO
from tests.journeys.world import World

# Esther has typed her password and not yet her second factor.
AT_THE_DOOR = "esther at the door"
SCREEN = "?scherm={world.learning.screen}&open=1"
OUR_ROOMS = ("home", "people", "vocabulary", "learning", "cases", "reflection", "gate")

NO_PAGES = {
    "home:status": "answers a monitor in JSON",
    "home:open_notice": "POST only",
    "home:forget_search": "POST only",
    "home:forget_searches": "POST only",
    "people:guest_code": "POST only",
    "people:make_team": "POST only",
    "people:resend_invitation": "POST only",
    "people:revoke_invitation": "POST only",
    "learning:done": "leads back to the lesson",
    "learning:undo": "leads back to the lesson",
    "learning:act": "leads back to the lesson",
    "learning:keep": "leads back to the lesson",
    "learning:note": "leads back to the lesson",
    "learning:stop": "leads back to the lesson",
    "learning:reached": "POST only",
    "learning:try_out": "POST only",
    "learning:read_changes": "leads back to the module",
    "learning:delete_note": "POST only",
    "learning:begin_test": "leads back to the test",
    "learning:certificate_pdf": "a file to download",
    "learning:answer_refresher": "leads back to the question",
    "learning:stop_refreshing": "leads back to the question",
    "learning:stop_refreshing_module": "leads back to the question",
    "learning:refresh_again": "leads back to the question",
    "learning:refresh_module_again": "leads back to the question",
    "learning:progress": "leads to the progress of the first organisation",
    "learning:export_progress": "a file to download",
    "learning:export_questions": "a file to download",
    "learning:choose_setting": "POST only",
    "learning:withdraw_assignment": "POST only",
    "learning:share_with_managers": "POST only",
    "learning:invite_to_cohort": "POST only",
    "learning:renew_cohort_link": "POST only",
    "learning:end_cohort": "POST only",
    "learning:own_place": "POST only",
    "cases:share": "POST only",
    "cases:withdraw": "POST only",
    "cases:replace": "POST only",
    "cases:keep": "POST only",
    "reflection:write": "leads back to the reflection",
    "reflection:invite": "POST only",
    "reflection:advance": "POST only",
    "reflection:skip": "POST only",
    "reflection:close": "POST only",
    "gate:mark": "POST only",
}


@dataclass(frozen=True)
class Visit:
    """Somebody opens a page: a member of the cast, or "visitor", who has not signed in.

    `name` is a name of an address, or a path. `settings` hold during this visit only; `note` is for who
    reads what went wrong.
    """

    who: str
    name: str
    args: Callable[[World], list[Any]] = lambda world: []
    query: str = ""
    note: str = ""
    status: int = 200
    settings: dict[str, Any] = field(default_factory=dict)

    def address(self, world: World) -> str:
        path = self.name if "/" in self.name else reverse(self.name, args=self.args(world))
        return path + self.query.format(world=world)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.who, self.name + self.query, self.note)))


def the_path_of(page: str) -> Callable[[World], list[Any]]:
    return lambda world: [attrgetter(page)(world).url_path.split("/", 2)[2]]


def slug(world: World) -> list[str]:
    return [world.learning.module.slug]


def organisation(world: World) -> list[str]:
    return [world.organisation.slug]


# What is learned, taught and proved: each kind of page in the states that look different.
LEARNING = [
    Visit("visitor", "learning:certificate", lambda w: [w.learning.certificate.number]),
    Visit("visitor", "learning:certificate", lambda w: [w.learning.revoked.number], note="revoked"),
    Visit("visitor", "learning:certificate", lambda w: ["TS-2026-XXXXXXXX"], note="unknown", status=404),
    Visit("visitor", "learning:print", slug),
    Visit("visitor", "learning:summary", slug),
    Visit("visitor", "wagtail_serve", the_path_of("learning.test"), note="test"),
    Visit("joost", "wagtail_serve", the_path_of("learning.module"), note="finished"),
    Visit("joost", "wagtail_serve", the_path_of("learning.test"), note="test passed"),
    Visit("joost", "learning:attempt", lambda w: [w.learning.failed.pk], note="failed"),
    Visit("joost", "learning:attempt", lambda w: [w.learning.passed.pk], note="passed"),
    Visit("joost", "learning:certificate", lambda w: [w.learning.certificate.number], note="own"),
    Visit("joost", "learning:evaluate", lambda w: [*slug(w), "na-afloop"]),
    Visit("joost", "learning:refresh"),
    Visit("joost", "learning:refreshed", lambda w: [w.learning.refreshed.pk]),
    Visit("samira", "wagtail_serve", the_path_of("learning.module"), note="asked to do"),
    Visit("samira", "wagtail_serve", the_path_of("learning.lesson"), note="with activities done"),
    Visit("samira", "learning:attempt_question", lambda w: [w.learning.begun.pk, 3]),
    Visit("samira", "learning:hand_in", lambda w: [w.learning.begun.pk]),
    Visit("samira", "learning:notes"),
    Visit("samira", "learning:refresh", note="nothing yet"),
    Visit("samira", "learning:own_sharing"),
    Visit("samira", "learning:join_cohort", lambda w: [w.learning.cohort.token]),
    Visit("samira", "learning:join_cohort", lambda w: ["bestaat-niet"], note="gone", status=410),
    Visit("noor", "learning:team_progress", organisation),
    Visit("noor", "learning:assign", organisation),
    Visit("noor", "learning:change_assignment", lambda w: [w.learning.assignment.pk]),
    Visit("daan", "learning:cohorts"),
    Visit("daan", "learning:cohort", lambda w: [w.learning.cohort.pk]),
    Visit("daan", "learning:take_out", lambda w: [w.learning.cohort.pk, w.people["samira"].pk]),
    Visit("daan", "learning:trainer_guide", slug),
    Visit("daan", "learning:dossier", slug),
    Visit("daan", "learning:presentation", lambda w: [w.learning.lesson.translation_key]),
    Visit("daan", "learning:presentation", lambda w: [w.learning.lesson.translation_key], SCREEN),
    Visit("bram", "learning:editors"),
    Visit("bram", "learning:question_report", slug),
    Visit("bram", "learning:evaluation_averages", slug),
    Visit("bram", "learning:certificates", query="?nummer={world.learning.certificate.number}"),
    Visit("bram", "learning:revoke_certificate", lambda w: [w.learning.certificate.pk]),
    Visit("bram", "learning:tree", lambda w: [w.learning.lesson.translation_key, SCENARIO]),
]


VISITS = [
    Visit("visitor", "/"),
    Visit("visitor", "/modules/"),
    Visit("visitor", "wagtail_serve", the_path_of("module")),
    Visit("visitor", "wagtail_serve", the_path_of("lesson")),
    Visit("visitor", "vocabulary:glossary"),
    Visit("visitor", "vocabulary:theme", lambda w: [w.theme.slug]),
    Visit("visitor", "vocabulary:term", lambda w: [w.term.slug]),
    Visit("visitor", "reflection:protocols"),
    Visit("visitor", "reflection:protocol", lambda w: [w.asking.protocol.slug]),
    Visit("visitor", "home:search"),
    Visit("visitor", "home:search", query="?q=scheiding"),
    Visit("visitor", "home:search", query="?q=scheiding&pagina=2"),
    Visit("visitor", "home:search", query="?q=vioolconcert"),
    Visit("visitor", "home:components", settings={"DEBUG": True}),
    Visit("visitor", "people:no_member", status=403),
    Visit("visitor", "people:invitation", lambda w: [w.invitation]),
    Visit("visitor", "people:invitation", lambda w: [w.invitation_of_a_member], note="of a member"),
    Visit("visitor", "people:invitation", lambda w: ["bestaat-niet"], note="gone", status=410),
    Visit("visitor", "people:guest", lambda w: [w.door]),
    Visit("visitor", "people:guest", lambda w: ["bestaat-niet"], note="gone", status=410),
    Visit("visitor", "account_login"),
    Visit("visitor", "account_signup"),
    Visit("visitor", "account_inactive"),
    Visit("visitor", "account_reset_password"),
    Visit("visitor", "account_reset_password_done"),
    Visit("visitor", "account_reset_password_from_key_done"),
    Visit("visitor", "/account/password/reset/key/0-oud/"),
    Visit("visitor", "account_email_verification_sent"),
    Visit("visitor", "account_confirm_email", lambda w: ["oud"]),
    Visit("visitor", "socialaccount_login_cancelled"),
    Visit("visitor", "socialaccount_login_error", status=401),
    Visit("visitor", "/bestaat-niet/", status=404),
    Visit("joost", "home:workspace"),
    Visit("joost", "cases:list"),
    Visit("joost", "cases:list", query="?van=anderen"),
    Visit("joost", "reflection:list"),
    Visit("joost", "reflection:start"),
    Visit("joost", "home:search"),
    Visit("joost", "home:search", query="?q=scheidng"),
    Visit("joost", "home:search", query="?q=vioolconcert"),
    Visit("joost", "people:account"),
    Visit("joost", "people:security", settings={"MFA_REQUIRED": True}),
    Visit("joost", "cases:list", query="?van=anderen", note="mfa", settings={"MFA_REQUIRED": True}),
    Visit("joost", "people:invitation", lambda w: [w.invitation_of_a_member], note="accept"),
    Visit("joost", "people:invitation", lambda w: [w.invitation], note="of another"),
    Visit("joost", "cases:detail", lambda w: [w.shared.pk], status=404),
    Visit("samira", "/modules/"),
    Visit("samira", "wagtail_serve", the_path_of("module")),
    Visit("samira", "wagtail_serve", the_path_of("lesson")),
    Visit("samira", "home:workspace"),
    Visit("samira", "home:search", query="?q=vechtscheiding"),
    Visit("samira", "home:search", query="?q=scheiding&soort=case&thema={world.theme.slug}&volgorde=datum"),
    Visit("samira", "home:search", query="?q=vioolconcert&thema={world.theme.slug}"),
    Visit("samira", "home:search", note="with earlier searches"),
    Visit("samira", "vocabulary:theme", lambda w: [w.theme.slug]),
    Visit("samira", "cases:list"),
    Visit("samira", "cases:new"),
    Visit("samira", "cases:detail", lambda w: [w.shared.pk]),
    Visit("samira", "cases:detail", lambda w: [w.private.pk], note="with findings"),
    Visit("samira", "cases:edit", lambda w: [w.private.pk]),
    Visit("samira", "reflection:list"),
    Visit("samira", "reflection:start"),
    Visit("samira", "reflection:start", query="?case={world.shared.pk}"),
    Visit("samira", "reflection:detail", lambda w: [w.preparing.pk], note="in preparation"),
    Visit("samira", "reflection:detail", lambda w: [w.asking.pk], note="blind phase"),
    Visit("samira", "reflection:detail", lambda w: [w.closed.pk], note="closed"),
    Visit("samira", "people:account"),
    Visit("samira", "people:security"),
    Visit("samira", "account_email"),
    Visit("samira", "account_change_password"),
    Visit("samira", "account_logout"),
    Visit("samira", "account_reauthenticate"),
    Visit("samira", "usersessions_list"),
    Visit("samira", "socialaccount_connections"),
    Visit("samira", "mfa_index"),
    Visit("samira", "mfa_activate_totp"),
    Visit("samira", "mfa_list_webauthn"),
    Visit("samira", "mfa_add_webauthn"),
    Visit("samira", "/bestaat-niet/", status=404),
    Visit("samira", "/beheer/", status=403),
    Visit("esther", "mfa_index"),
    Visit("esther", "mfa_deactivate_totp"),
    Visit("esther", "mfa_view_recovery_codes"),
    Visit("esther", "mfa_generate_recovery_codes"),
    Visit("esther", "mfa_reauthenticate"),
    Visit(AT_THE_DOOR, "mfa_authenticate"),
    Visit("daan", "home:workspace"),
    Visit("daan", "cases:list", query="?van=anderen"),
    Visit("daan", "cases:detail", lambda w: [w.shared.pk]),
    Visit("daan", "reflection:detail", lambda w: [w.asking.pk], note="blind phase"),
    Visit("daan", "reflection:detail", lambda w: [w.closed.pk], note="closed"),
    Visit("noor", "people:organisation", lambda w: [w.organisation.slug]),
    Visit("noor", "people:invite", lambda w: [w.organisation.slug]),
    Visit("noor", "people:member", lambda w: [w.organisation.slug, w.people["daan"].pk]),
    Visit("noor", "people:remove_member", lambda w: [w.organisation.slug, w.people["daan"].pk]),
    Visit("bram", "home:workspace"),
    Visit("bram", "wagtail_serve", the_path_of("lesson")),
    Visit("guest", "reflection:detail", lambda w: [w.asking.pk], note="blind phase"),
    Visit("guest", "home:workspace", status=403),
    *LEARNING,
]


def names_of_our_addresses() -> Iterator[str]:
    """Every named address of our own rooms."""
    for room in OUR_ROOMS:
        _prefix, resolver = get_resolver().namespace_dict[room]
        yield from (f"{room}:{name}" for name in resolver.reverse_dict if isinstance(name, str))

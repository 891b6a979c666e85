from django.urls import path

from tegenspraak.people.views import account, guest, invitation, organisation

app_name = "people"
urlpatterns = [
    path("", account.account, name="account"),
    path("beveiliging/", account.security, name="security"),
    path("geen-lid/", account.wrong_organisation, name="no_member"),
    path("uitnodiging/<str:token>/", invitation.invitation, name="invitation"),
    path("gast/<str:token>/", guest.guest, name="guest"),
    path("gast/<str:token>/nieuwe-code/", guest.guest_code, name="guest_code"),
    path("organisatie/<slug:slug>/", organisation.organisation, name="organisation"),
    path("organisatie/<slug:slug>/team/", organisation.make_team, name="make_team"),
    path("organisatie/<slug:slug>/uitnodigen/", organisation.invite, name="invite"),
    path("organisatie/<slug:slug>/lid/<uuid:user_id>/", organisation.member, name="member"),
    path(
        "organisatie/<slug:slug>/lid/<uuid:user_id>/verwijderen/",
        organisation.remove_member,
        name="remove_member",
    ),
    path(
        "organisatie/<slug:slug>/uitnodiging/<uuid:invitation_id>/opnieuw/",
        organisation.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "organisatie/<slug:slug>/uitnodiging/<uuid:invitation_id>/intrekken/",
        organisation.revoke_invitation,
        name="revoke_invitation",
    ),
]

"""What the categories of findings are called on the page; the detector is plain Python without catalogue."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "person": _("Name of a person"),
    "phone": _("Telephone number"),
    "email": _("E-mail address"),
    "url": _("Web address"),
    "handle": _("Account name"),
    "bsn": _("Citizen service number"),
    "iban": _("Bank account number"),
    "plate": _("Number plate"),
    "postcode": _("Postcode"),
    "address": _("Address"),
    "case_number": _("Case or file number"),
    "registration": _("Professional registration number"),
    "number": _("Long number"),
    "birth_date": _("Date of birth"),
    "date": _("Date"),
    "age": _("Exact age"),
    "place": _("Place"),
    "school": _("School or childcare"),
    "practice": _("Practice"),
    "hospital": _("Hospital or clinic"),
    "employer": _("Employer"),
    "organisation": _("Organisation"),
    "origin": _("Origin"),
    "profession": _("Profession"),
    "rare": _("Rare fact"),
}


def category_name(category: str) -> str:
    """The name of a category for the reader; a category without one shows its code."""
    return str(NAMES.get(category, category))

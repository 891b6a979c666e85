"""What a search for identifying data gives back: findings, what they are called, and how heavy they weigh."""

from dataclasses import dataclass, replace

BLOCKS, ASKS, ADVISES = "blocks", "asks", "advises"

CATEGORIES: dict[str, str] = {
    "person": "Name of a person",
    "phone": "Telephone number",
    "email": "E-mail address",
    "url": "Web address",
    "handle": "Account name",
    "bsn": "Citizen service number",
    "iban": "Bank account number",
    "plate": "Number plate",
    "postcode": "Postcode",
    "address": "Address",
    "case_number": "Case or file number",
    "registration": "Professional registration number",
    "number": "Long number",
    "birth_date": "Date of birth",
    "date": "Date",
    "age": "Exact age",
    "place": "Place",
    "school": "School or childcare",
    "practice": "Practice",
    "hospital": "Hospital or clinic",
    "employer": "Employer",
    "organisation": "Organisation",
    "origin": "Origin",
    "profession": "Profession",
    "rare": "Rare fact",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A piece of text that may tell who somebody is; `suggestion` is what to write in its place."""

    start: int
    end: int
    text: str
    category: str
    severity: str
    suggestion: str

    @property
    def blocking(self) -> bool:
        """Whether the text may not be shared before this is replaced or decided."""
        return self.severity in (BLOCKS, ASKS)

    def within(self, text: str, start: int, end: int) -> "Finding":
        """Takes the whole text and another stretch of it, gives the same finding for that stretch."""
        return replace(self, start=start, end=end, text=text[start:end])

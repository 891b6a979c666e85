"""An adapter for measuring the finder with gold texts: `detect(text)` gives (start, end, label)."""

from casuistry.anonymity import find

LABELS = {
    "person": "PERSON",
    "phone": "PHONE",
    "email": "EMAIL",
    "url": "URL",
    "handle": "HANDLE",
    "bsn": "BSN",
    "iban": "IBAN",
    "plate": "PLATE",
    "postcode": "POSTCODE",
    "address": "ADDRESS",
    "case_number": "CASENO",
    "registration": "SKJ",
    "number": "DOSSIER",
    "birth_date": "DOB",
    "date": "DATE",
    "age": "AGE",
    "place": "PLACE",
    "school": "SCHOOL",
    "practice": "GP",
    "hospital": "HOSPITAL",
    "employer": "EMPLOYER",
    "organisation": "ORG",
    "origin": "NATIONALITY",
    "profession": "PROFESSION",
    "rare": "QUASI",
}


def detect(text):
    return [(finding.start, finding.end, LABELS[finding.category]) for finding in find(text)]

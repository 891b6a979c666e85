"""What an editor uploads in the CMS: what a block would refuse is refused at once, with the limit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from learning.authoring.block_rules import ENDINGS, LARGEST_MB, MB, has_ending

DOCUMENTS = ("audio", "video", "captions", "download")


def largest_mb(name: str) -> int:
    """How many megabytes a file with this name may have, by its ending."""
    fits = [LARGEST_MB[kind] for kind in DOCUMENTS if has_ending(name, ENDINGS[kind])]
    return max(fits, default=LARGEST_MB["download"])


class DocumentForm(BaseDocumentForm):
    """The CMS's own form for a document, with a limit; which endings it takes stands in the settings."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file.size > largest_mb(file.name) * MB:
            told = {"size": filesizeformat(file.size), "limit": largest_mb(file.name)}
            raise ValidationError(
                _("This file is %(size)s; at most %(limit)d MB fits. Make it smaller or cut it in parts.")
                % told
            )
        return file

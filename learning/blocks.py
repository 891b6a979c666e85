"""What a lesson is built of, as editors see it. The names of the fields are those of the files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from learning.authoring import plain
from learning.authoring.block_errors import error_of
from learning.authoring.block_rules import (
    ENDINGS,
    LARGEST_MB,
    MB,
    QUESTION_KINDS,
    faults_of_block,
    has_ending,
)
from learning.authoring.rules import a_key

KIND_LABELS = {
    "one": _("One right answer"),
    "several": _("Several right answers"),
    "order": _("Put in order"),
    "match": _("What belongs together"),
    "true_false": _("True or false, and why"),
    "open": _("Write, then compare"),
    "judgement": _("Judgement"),
}
CALLOUT_LABELS = {
    "signaal": _("Signal"),
    "wet": _("Law and guideline"),
    "tip": _("Tip"),
    "let_op": _("Take care"),
}
END_LABELS = {"good": _("good end"), "mixed": _("mixed end"), "risk": _("risky end")}


KEY_TWICE = _("Another activity in this lesson or test has the key “%(key)s” already. Choose another key.")


def words(label: Any, required: bool = True, **options: Any) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, required=required, rows=2, **options)


def line(label: Any, required: bool = True) -> blocks.CharBlock:
    return blocks.CharBlock(label=label, required=required, max_length=250)


def minutes(required: bool = True) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("Minutes"), required=required, min_value=1)


def check_key(value: str) -> None:
    for wrong in a_key(value):
        raise ValidationError(wrong.text, params=wrong.params)


def new_key() -> str:
    return get_random_string(8, "abcdefghijkmnpqrstuvwxyz23456789")


def key() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Key"),
        default=new_key,
        max_length=80,
        validators=[check_key],
        help_text=_("What people answered hangs on this key. Keep it when you change the words."),
    )


class CheckedBlock(blocks.StructBlock):
    """A block that an editor may not save when its whole makes no sense."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned  # a draft need not be whole yet
        values = plain.of_value(self.name, cleaned)
        if wrongs := faults_of_block(plain.kind_of(self.name), values):
            raise error_of(self, wrongs, values)
        return cleaned


class FileBlock(CheckedBlock):
    """A block with a file, of a kind and size that a lesson can show."""

    def clean(self, value: Any) -> Any:
        for name, kind in (("file", self.name), ("captions", "captions")):
            # Nothing chosen is for the block itself to refuse.
            if (file := value.get(name)) and (told := unfit(file, kind)):
                raise StructBlockValidationError(block_errors={name: ValidationError(told)})
        return super().clean(value)


def unfit(file: Any, kind: str) -> str:
    """Why a lesson cannot show this stored file, or ""."""
    if (file.get_file_size() or 0) > LARGEST_MB[kind] * MB:
        return str(_("This file is larger than %(most)d MB.") % {"most": LARGEST_MB[kind]})
    if not has_ending(plain.file_name(file), ENDINGS[kind]):
        endings = ", ".join(ENDINGS[kind])
        told = _("A file of this kind cannot be shown here. These can: %(endings)s.") % {"endings": endings}
        return str(told)
    return ""


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=list(CALLOUT_LABELS.items()), label=_("Kind"))
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.TextBlock(label=_("Text (Markdown)"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=250, label=_("Title"))
    url = blocks.URLBlock(required=False, label=_("Address"))
    seen = blocks.DateBlock(label=_("Seen on"))
    note = blocks.CharBlock(required=False, max_length=250, label=_("What we took from it"))

    class Meta:
        icon = "link"
        label = _("Source")


def struct(*fields: tuple[str, blocks.Block], **meta: Any) -> blocks.StructBlock:
    return blocks.StructBlock(list(fields), **meta)


def answer(judged: bool = False) -> blocks.StructBlock:
    fields: list[tuple[str, blocks.Block]] = [
        ("text", words(_("Answer"))),
        ("feedback", words(_("Feedback"))),
    ]
    if judged:
        fields.append(
            ("panel", blocks.IntegerBlock(label=_("How many of the panel chose this"), min_value=0))
        )
    else:
        fields.append(("right", blocks.BooleanBlock(label=_("This is right"), required=False)))
    return struct(*fields)


def question(kind: str, *fields: tuple[str, blocks.Block]) -> CheckedBlock:
    common: list[tuple[str, blocks.Block]] = [
        ("key", key()),
        ("text", words(_("Question (Markdown)"))),
        ("minutes", minutes(required=False)),
        ("goal", blocks.CharBlock(label=_("Key of the learning goal"), required=False, max_length=80)),
    ]
    return CheckedBlock([*common, *fields], icon="help", label=KIND_LABELS[kind], group=_("Questions"))


def questions() -> list[tuple[str, blocks.Block]]:
    """A block for each kind of question, named `question_<kind>`."""
    answers = ("answers", blocks.ListBlock(answer(), label=_("Answers")))
    step = struct(("text", words(_("Step"))), ("feedback", words(_("Feedback"), required=False)))
    pair = struct(
        ("left", words(_("This"))),
        ("right", words(_("belongs to this"))),
        ("feedback", words(_("Feedback"), required=False)),
    )
    whole = ("feedback", words(_("Feedback on the whole"), required=False))
    made = {
        "one": question("one", answers),
        "several": question("several", answers),
        "order": question("order", ("steps", blocks.ListBlock(step)), whole),
        "match": question("match", ("pairs", blocks.ListBlock(pair))),
        "true_false": question(
            "true_false",
            ("right", blocks.BooleanBlock(label=_("It is true"), required=False)),
            ("reasons", blocks.ListBlock(answer(), label=_("Reasons"))),
            whole,
        ),
        "open": question("open", ("model", words(_("Model answer (Markdown)")))),
        "judgement": question(
            "judgement",
            ("answers", blocks.ListBlock(answer(judged=True))),
            ("panel_of", line(_("Who the panel is"))),
        ),
    }
    assert set(made) == set(QUESTION_KINDS)
    return [(f"question_{kind}", block) for kind, block in made.items()]


def stop() -> CheckedBlock:
    return CheckedBlock(
        [
            ("key", key()),
            ("minutes", minutes()),
            ("text", words(_("Situation (Markdown)"))),
            ("question", words(pgettext_lazy("module", "Question"))),
            ("choices", blocks.ListBlock(struct(("text", words(_("Choice")))), label=_("Choices"))),
            ("ask_reason", blocks.BooleanBlock(label=_("Ask for a reason"), required=False, default=True)),
            ("commentary", words(_("Commentary (Markdown)"))),
        ],
        icon="pause",
        label=_("Stop moment"),
        group=_("Activities"),
    )


def scenario() -> CheckedBlock:
    choice = struct(
        ("text", words(_("Choice"))),
        ("to", blocks.CharBlock(label=_("Leads to (key)"), max_length=80)),
        ("consequence", words(_("What happens"), required=False)),
    )
    ends = [("", _("goes on")), *END_LABELS.items()]
    node = struct(
        ("key", blocks.CharBlock(label=_("Key"), max_length=80)),
        ("text", words(_("What happens (Markdown)"))),
        ("choices", blocks.ListBlock(choice, label=_("Choices"), default=[])),
        ("end", blocks.ChoiceBlock(choices=ends, label=_("End"), required=False)),
        ("feedback", words(_("Feedback at the end"), required=False)),
    )
    return CheckedBlock(
        [
            ("key", key()),
            ("title", line(_("Title"))),
            ("minutes", minutes()),
            ("start", blocks.CharBlock(label=_("Key of the first part"), max_length=80)),
            ("nodes", blocks.ListBlock(node, label=_("Parts"))),
        ],
        icon="list-ul",
        label=_("Scenario"),
        group=_("Activities"),
    )


def shown() -> list[tuple[str, blocks.Block]]:
    """Blocks to look at, to listen to and to take along."""
    moment = struct(("when", line(_("When"))), ("text", words(_("What (Markdown)"))))
    transcript = ("transcript", words(_("Transcript (Markdown)")))
    sound = [("file", DocumentChooserBlock(label=_("File"))), ("title", line(_("Title"))), transcript]
    captions = ("captions", DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False))
    picture = [
        ("file", ImageChooserBlock(label=_("Picture"))),
        ("alt", words(_("What it shows, for who cannot see it"))),
        ("caption", line(_("Caption"), required=False)),
    ]
    download = [("file", DocumentChooserBlock(label=_("File"))), ("title", line(_("Title")))]
    table = [
        ("caption", line(_("Caption"))),
        ("columns", blocks.ListBlock(line(_("Heading")), label=_("Columns"))),
        ("rows", blocks.ListBlock(blocks.ListBlock(words(_("Cell"))), label=_("Rows"))),
    ]
    return [
        ("picture", FileBlock(picture, icon="image", label=_("Picture"))),
        ("audio", FileBlock([*sound, ("minutes", minutes(False))], icon="media", label=_("Sound"))),
        ("video", FileBlock([*sound, ("minutes", minutes(False)), captions], icon="media", label=_("Video"))),
        ("download", FileBlock(download, icon="download", label=_("File to take along"))),
        ("table", CheckedBlock(table, icon="table", label=_("Table"))),
        (
            "timeline",
            CheckedBlock(
                [("title", line(_("Title"))), ("moments", blocks.ListBlock(moment, label=_("Moments")))],
                icon="date",
                label=_("Timeline"),
            ),
        ),
        ("term", CheckedBlock([("name", line(_("Term")))], icon="openquote", label=_("Term"))),
        ("case", CheckedBlock([("case", line(_("Id of the case")))], icon="doc-full", label=_("Case"))),
        ("practice", CheckedBlock([("theme", line(_("Theme")))], icon="pick", label=_("From practice"))),
    ]


class LessonBody(blocks.StreamBlock):
    text = blocks.TextBlock(
        icon="pilcrow",
        label=_("Text (Markdown)"),
        help_text=_("[[term]] explains a word from the glossary in place."),
    )
    callout = CalloutBlock()
    sources = blocks.ListBlock(SourceBlock(), icon="list-ul", label=_("Sources"))

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        own = [*shown(), *questions(), ("stop", stop()), ("scenario", scenario())]
        super().__init__([*own, *(local_blocks or [])], **options)

    def clean(self, value: Any) -> Any:
        return with_own_keys(super().clean(value))


class Bank(blocks.StreamBlock):
    """The questions of a test."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        own = [(name, block) for name, block in questions() if name != "question_open"]
        super().__init__([*own, *(local_blocks or [])], **options)

    def clean(self, value: Any) -> Any:
        bank = with_own_keys(super().clean(value))
        if self.is_deferred_validation:
            return bank
        without = [place for place, block in enumerate(bank) if not block.value.get("goal")]
        if without:
            told = ValidationError(_("A question of a test names its learning goal."))
            raise blocks.StreamBlockValidationError(block_errors=dict.fromkeys(without, told))
        return bank


def with_own_keys(body: Any) -> Any:
    """`body`, unless two activities in it have one key. Raises StreamBlockValidationError."""
    seen: set[str] = set()
    wrong = {}
    for place, block in enumerate(body):
        found = plain.key_of(block)
        if found and found in seen:
            told = ValidationError(KEY_TWICE, params={"key": found})
            wrong[place] = StructBlockValidationError(block_errors={"key": told})
        seen.add(found)
    if wrong:
        raise blocks.StreamBlockValidationError(block_errors=wrong)
    return body

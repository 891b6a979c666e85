"""From Markdown to clean HTML with terms explained in place, and to plain text for the search."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from typing import Any

import markdown
import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown.extensions.footnotes import FootnoteExtension
from wagtail.blocks import StreamValue

from learning import panels
from learning.authoring.block_rules import faults_of_block
from learning.authoring.markup import replace_terms, with_addresses
from learning.authoring.plain import key_of, kind_of, of_block
from learning.blocks import CALLOUT_LABELS
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Term

TEXT_TAGS = {
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "strong",
    "em",
    "code",
    "pre",
    "blockquote",
    "a",
    "sup",
    "div",
}
LIST_AND_TABLE_TAGS = {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "li": {"id"}, "sup": {"id"}}
CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}}
FOOTNOTE_ADDRESS = re.compile(r'(id="|href="#)(fn(?:ref\d*)?:)')
BETWEEN_CELLS = re.compile(r"(?<![.,:;!?…])</t[hd]>(?= *<t[hd])")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
HEADING = re.compile(r"<th>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile("<td>")
NOTE_MARKS = re.compile(r'<sup\b.*?</sup>|<a class="footnote-backref".*?</a>')
END_OF_BLOCK = re.compile(r"</(?:p|h\d|li|tr|pre|blockquote)>|<(?:br|hr|ul|ol)\b[^>]*>")
ENDED = re.compile(r"[.,:;!?…][\"'”’»)\]]*$")
# Letters for private use: a place that no author can type and neither Markdown nor the cleaner touches.
PLACE = "\ue000{}\ue001"
PLACES = re.compile("\ue000(\\d+)\ue001")
# The kind of notice that each kind of callout looks like.
LOOKS = {"signaal": "danger", "wet": "info", "tip": "ok", "let_op": "warning"}


@dataclass(frozen=True)
class Addresses:
    """Where a module and the list of modules stand, for links to lessons and modules."""

    module: str = ""
    modules: str = ""

    @classmethod
    def of(cls, module: Any) -> "Addresses":
        """Those of a page of a module, without a question to the database where it was asked already."""
        address = module.url or ""
        return cls(address, address.rstrip("/").rpartition("/")[0] + "/")


NOWHERE = Addresses()


@dataclass(frozen=True)
class Section:
    """A block of a lesson, ready for the page: the template of its kind shows `values` and `html`.

    `html` is its Markdown as a whole; `texts` has the Markdown of its fields, by their names. Of an
    activity there is only its key: `activity` holds what its reader may see, put in by
    learning.answering.activities. `unfinished` is for the preview of a draft, put in by learning.authoring.
    """

    kind: str
    html: SafeString | None = None
    title: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)
    panel: str | None = None
    activity: Any = None
    unfinished: Any = None
    anchor: str = ""

    @property
    def template(self) -> str:
        name = "callout" if self.kind in LOOKS else "panel" if self.kind in panels.IN_TEXT else self.kind
        return f"learning/blocks/{name}.html"

    @property
    def label(self) -> str:
        """What kind of callout this is, for the reader."""
        return str(CALLOUT_LABELS[self.kind])

    @property
    def look(self) -> str:
        return LOOKS[self.kind]


class Renderer:
    """Renders the blocks of one page: knows who reads, the glossary, and where modules stand."""

    def __init__(self, addresses: Addresses, user: Any = None) -> None:
        self.terms, self.addresses, self.user = explain.glossary(), addresses, user

    def section(self, block: Any, prefix: str) -> Section:
        kind = kind_of(block.block_type)
        if kind == "sources":
            return Section(kind, values={"sources": tuple(block.value)})
        if kind == "text":
            return Section(kind, self.markdown(block.value, prefix))
        if kind == "callout":
            value = block.value
            return Section(value["kind"], self.markdown(value["text"], prefix), value["title"])
        if kind in ("question", "stop", "scenario"):
            return Section(kind, values={"key": key_of(block)})
        values = dict(of_block(block))
        if faults_of_block(kind, values):
            return Section("text", SafeString(""))  # a draft, or a file that was taken out of the CMS
        if kind in panels.IN_TEXT:
            return Section(
                kind, panel=panels.block_for(kind, values.get(panels.IN_TEXT[kind], ""), self.user)
            )
        if kind in ("picture", "audio", "video", "download"):
            values |= {name: block.value[name] for name in ("file", "captions") if block.value.get(name)}
        texts: dict[str, Any] = {
            name: self.markdown(values[name], f"{prefix}-{name}") for name in MARKDOWN if name in values
        }
        if kind == "timeline":
            moments = enumerate(values.get("moments", ()), 1)
            texts["moments"] = [
                (one.get("when", ""), self.markdown(one.get("text", ""), f"{prefix}-{number}"))
                for number, one in moments
            ]
        if kind == "table":
            columns = values.get("columns", ())
            texts["rows"] = [list(zip_longest(columns, row, fillvalue="")) for row in values.get("rows", ())]
        if kind == "term":
            values["term"] = explain.find(values.get("name", ""), self.terms)
        return Section(kind, values=values, texts=texts)

    def body(self, body: StreamValue) -> list[Section]:
        """Every block in order, each with its own anchor."""
        numbered = [(f"deel-{number}", block) for number, block in enumerate(body, 1)]
        return [replace(self.section(block, anchor), anchor=anchor) for anchor, block in numbered]

    def markdown(self, text: str, prefix: str) -> SafeString:
        return render(text, self.terms, prefix, self.addresses)


MARKDOWN = ("text", "transcript")  # fields of a block that everybody reads; what an answer opens is not here


def render_body(body: StreamValue, user: Any = None, addresses: Addresses = NOWHERE) -> list[Section]:
    """Every block of a lesson's `body` in order, as `user` may see it."""
    return Renderer(addresses, user).body(body)


def render(text: str, terms: Mapping[str, Term], prefix: str, addresses: Addresses = NOWHERE) -> SafeString:
    """Clean HTML of the Markdown `text`; ids in it begin with `prefix`, so that several fit on one page.

    HTML in the text comes out as text; an unknown [[term]] as its plain words.
    """
    explained: list[str] = []
    spoken: list[str] = []

    def place(name: str, words: str) -> str:
        term = explain.find(name, terms)
        if term is None:
            return words
        explained.append(explain.explained(term, words, f"{prefix}-begrip-{len(explained) + 1}"))
        spoken.append(words)
        return PLACE.format(len(explained) - 1)

    linked = with_addresses(text, addresses.module, addresses.modules)
    marked = replace_terms(re.sub("[\ue000\ue001]", "", linked), place)
    html = clean(parser().convert(marked))
    html = FOOTNOTE_ADDRESS.sub(rf"\g<1>{prefix}-\g<2>", html)
    html = TABLE.sub(lambda found: told_table(found.group(), spoken), html)
    return mark_safe(PLACES.sub(lambda found: explained[int(found.group(1))], html))  # noqa: S308


def told_table(table: str, spoken: list[str]) -> str:
    """A table in a box that it scrolls in, by keyboard too; each cell knows the heading of its column, for a
    phone where rows stand below each other. `spoken` are the words of the terms in it."""
    headings = [label_of(one, spoken) for one in HEADING.findall(table)]

    def row(found: re.Match[str]) -> str:
        labels = iter(headings)
        return CELL.sub(lambda _cell: f"<td{next(labels, '')}>", found.group())

    frame = format_html(
        '<div class="table-wrap told" role="region" tabindex="0" aria-label="{}">', _("Table")
    )
    return f"{frame}{ROW.sub(row, table)}</div>"


def label_of(heading: str, spoken: list[str]) -> str:
    """The attribute by which a cell tells the heading of its column, given as HTML."""
    words = PLACES.sub(
        lambda found: spoken[int(found.group(1))], nh3.clean(NOTE_MARKS.sub("", heading), tags=set())
    )
    return format_html(' data-label="{}"', unescape(words).strip()) if words.strip() else ""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """What a reader reads of the Markdown `text`, without any mark: a line for each block, as a sentence.

    Where a heading stands above a text, a passage of both must not read as one sentence.
    """
    html = parser().convert(replace_terms(text, lambda name, words: words))
    html = BETWEEN_CELLS.sub(", ", NOTE_MARKS.sub("", " ".join(html.split())))
    return sentences(unescape(nh3.clean(END_OF_BLOCK.sub("\n", html), tags=set())).split("\n"))


def sentences(parts: Iterable[str]) -> str:
    """These texts below each other, each with a sign at its end."""
    lines = (" ".join(part.split()) for part in parts)
    return "\n".join(line if ENDED.search(line) else f"{line}." for line in lines if line)


def parser() -> markdown.Markdown:
    footnotes = FootnoteExtension(BACKLINK_TITLE=_("Back to the text at note %d"))
    found = markdown.Markdown(extensions=["tables", "sane_lists", footnotes], output_format="html")
    # Without these two, HTML is text like any other.
    found.preprocessors.deregister("html_block")
    found.inlinePatterns.deregister("html")
    return found


def clean(html: str) -> str:
    return nh3.clean(
        html, tags=TEXT_TAGS | LIST_AND_TABLE_TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES
    )

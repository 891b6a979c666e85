"""Dutch prose that nobody here wrote, from the documentation that comes with Debian, as documents to search.

    mkdir debs root && cd debs
    apt-get download libreoffice-help-nl gimp-help-nl manpages-nl manpages-nl-dev aptitude-doc-nl apt-doc \\
        debian-faq-nl debian-edu-doc-nl debian-edu-doc-legacy-nl gosa-help-nl lilypond-doc-html-nl \\
        installation-guide-amd64 apt dpkg dpkg-dev debhelper
    for deb in *.deb; do dpkg -x "$deb" "../root/${deb%%_*}"; done; cd ..
    python -m tests.benchmarks.prose root > prose.jsonl

The questions in queries/real-*.jsonl belong to what Debian 12 has.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

# Words: a section ends at a heading after the first, at a paragraph after the second.
SHORTEST, LONG_ENOUGH, LONGEST = 100, 260, 3000
BLOCKS = {
    "p", "li", "dt", "dd", "div", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "ul",
    "ol", "dl", "br", "blockquote", "section", "title",
}  # fmt: skip
HIDDEN = {"script", "style", "noscript", "nav", "header", "aside", "button", "label", "head"}
HIDDEN_CLASSES = {"relatedtopics", "embedded", "howtoget", "toc", "filenav", "footer", "bug"}
HIDDEN_IDS = {"tocframe", "footer", "language", "languages"}
EMPTY = {"br", "img", "hr", "meta", "link", "input", "col", "area", "base"}
HEADING = re.compile("h[1-6]")
NUMBER = re.compile(r"^(Hoofdstuk |Bijlage )?[\dA-Z.]+\.?\s+(?=[A-Z])")
COMMON = {
    "de", "het", "een", "van", "en", "is", "in", "op", "te", "dat", "die", "voor", "met", "niet", "zijn", "u",
    "je", "deze", "wordt", "of", "om", "als", "aan", "dan", "naar", "worden", "kan", "bij", "ook", "door",
    "er", "uit",
}  # fmt: skip
FOLDERS = {
    "libreoffice-help-nl/usr/share/libreoffice/help/nl/**/*.html": "lo",
    "gimp-help-nl/**/*.html": "gimp",
    "lilypond*/**/learning/*.nl.html": "lily",
    "lilypond*/**/web/*.nl.html": "lily",
    "aptitude-doc-nl/**/*.html": "aptitude",
    "debian-faq-nl/**/*.html": "faq",
    "gosa-help-nl/**/*.html": "gosa",
    "installation-guide-amd64/**/nl/*.html": "installation",
    "apt-doc/**/*.nl.html/*.html": "apt",
    "debian-edu-doc-nl/**/*.html": "edu",
    "debian-edu-doc-legacy-nl/**/*.html": "edu",
    "*/usr/share/man/nl/**/*.gz": "man",
}


class Block(NamedTuple):
    text: str
    is_heading: bool = False


class Page(HTMLParser):
    """The blocks of text of a page, without what stands around it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._in_title = False
        self.feed(html)
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            self._text.append(" " if tag == "br" else "")
            return
        self._in_title = self._in_title or tag == "title"
        given = dict(attrs)
        classes, identity = given.get("class") or "", given.get("id")
        hidden = tag in HIDDEN or "nav" in classes or classes in HIDDEN_CLASSES or identity in HIDDEN_IDS
        self._open.append((tag, hidden))
        if tag in BLOCKS and not self._is_hidden():
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"
        if tag in EMPTY:
            return
        if tag in BLOCKS and not self._is_hidden():
            self._end_block(is_heading=bool(HEADING.fullmatch(tag)))
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._is_hidden():
            self._text.append(data)

    def _is_hidden(self) -> bool:
        return any(hidden for _tag, hidden in self._open)

    def _end_block(self, is_heading: bool = False) -> None:
        text, self._text = " ".join("".join(self._text).split()), []
        if text:
            self.blocks.append(Block(text, is_heading))


def manual(path: Path) -> list[Block]:
    """The blocks of a man page; none where it only points to another."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        if file.read().lstrip().startswith(".so "):
            return []
    environment = {"MANWIDTH": "400", "MANROFFOPT": "-c", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    command = ["man", "-l", "-P", "cat", "-Tutf8", str(path)]
    shown = subprocess.run(command, capture_output=True, env=environment, check=False).stdout
    text = re.sub(r".\x08|\x1b\[[0-9;]*m", "", shown.decode("utf-8", "replace")).replace("‐", "-")
    return list(paragraphs(text.splitlines()[1:-1]))


def paragraphs(lines: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        is_heading = bool(re.match(r"( {3})?\S", line))
        if paragraph and (is_heading or not line.strip()):
            yield Block(" ".join(paragraph))
            paragraph = []
        if is_heading:
            yield Block(" ".join(line.split()).capitalize(), True)
        elif line.strip():
            paragraph.append(" ".join(line.split()))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def is_dutch(text: str) -> bool:
    """Not English, not a listing of code."""
    some = [word.lower() for word in words(text) if word.isalpha()]
    english = some.count("the") + some.count("and")
    articles = some.count("de") + some.count("het") + some.count("een")
    return (
        len(some) > 60
        and sum(word in COMMON for word in some) > 0.17 * len(some)
        and articles > 2.5 * english
        and some.count("the") < 0.01 * len(some)
    )


def sections(title: str, blocks: list[Block]) -> Iterator[tuple[str, list[str]]]:
    """The page in pieces, each with its heading."""
    heading, body, number = title, [], 0
    for block in blocks:
        if number >= (SHORTEST if block.is_heading else LONG_ENOUGH):
            yield heading, body
            body, number = [], 0
        if block.is_heading and not body:
            is_same = block.text.lower().startswith(title.lower()[:20])
            heading = block.text if is_same else f"{title}: {block.text}"
            continue
        body.append(block.text)
        number += 0 if block.is_heading else len(words(block.text))
    if number:
        yield heading, body


def pages(root: Path) -> Iterator[tuple[str, str, list[Block]]]:
    """Of each page where it comes from, its title and its blocks."""
    for pattern, source in FOLDERS.items():
        for path in sorted(path for path in root.glob(pattern) if path.is_file()):
            if source == "man":
                yield source, path.name.rsplit(".", 2)[0], manual(path)
            else:
                page = Page(path.read_text(encoding="utf-8", errors="replace"))
                title = re.sub(
                    r"^(Hoofdstuk |Bijlage )?[\dA-Z.]+\.?\s+(?=[A-Z])", "", " ".join(page.title.split())
                )
                yield source, title or path.stem, page.blocks


def documents(root: Path) -> Iterator[dict[str, object]]:
    """Every piece once: what stands for the greater part in an earlier one is left out."""
    seen: set[str] = set()
    for source, title, blocks in pages(root):
        for heading, body in sections(title, blocks):
            text = "\n\n".join(dict.fromkeys(body))
            if not SHORTEST <= len(words(text)) <= LONGEST or not is_dutch(text):
                continue
            long = {block for block in body if len(block) > 60}
            if long and len(long & seen) > len(long) / 2:
                continue
            seen |= long
            digest = hashlib.sha256(f"{heading}\n{text}".encode()).hexdigest()[:8]
            yield {"id": f"{source}-{digest}", "title": heading[:160], "text": text, "themes": []}


if __name__ == "__main__":
    for document in documents(Path(sys.argv[1])):
        print(json.dumps(document, ensure_ascii=False))

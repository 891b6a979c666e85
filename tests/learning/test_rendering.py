import pytest

from learning.lessons.rendering import plain, render
from tegenspraak.vocabulary.models import Term

TERMS = {"drang": Term(label="drang", slug="drang", explanation="Onder druk.")}


def html(text, prefix="deel-1"):
    return render(text, TERMS, prefix)


def test_markdown_becomes_html():
    assert html("## Kop\n\nEen **woord**.") == "<h2>Kop</h2>\n<p>Een <strong>woord</strong>.</p>"


def test_a_table_can_scroll_on_a_phone():
    found = html("|a|b|\n|-|-|\n|1|2|")
    assert found.startswith('<div class="table-wrap told" role="region" tabindex="0"')
    assert found.endswith("</table></div>")


def test_each_cell_of_a_table_knows_the_heading_of_its_column():
    found = html("|a|**b** & [[drang|dwang]]||\n|-|-|-|\n|1|2|3|\n|4|5|\n\n|c|d|\n|-|-|\n|6|7|")
    assert found.count('<td data-label="a">') == 2
    assert found.count('<td data-label="b &amp; dwang">') == 2
    assert "<td>3</td>" in found
    assert '<td data-label="c">6</td>' in found
    assert found.count('<button type="button" class="term"') == 1


def test_a_heading_of_a_table_cannot_break_out_of_its_label():
    found = html('|a" onclick="x()|<b>|\n|-|-|\n|1|2|')
    assert 'data-label="a&quot; onclick=&quot;x()"' in found
    assert 'data-label="&lt;b&gt;"' in found


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "x <img src=x onerror=alert(1)>",
        "<div onclick='x()'>\n\nblok\n\n</div>",
        "[[drang|<b onclick=x()>]]",
    ],
)
def test_html_in_the_text_comes_out_as_text(text):
    found = html(text)
    assert "&lt;" in found
    assert not any(bad in found for bad in ("<script", "<img", "<div", "<b "))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4="])
def test_a_link_that_runs_something_loses_its_address(address):
    assert "href" not in html(f"[klik]({address})")


def test_a_term_is_explained_in_place():
    found = html("Dit is [[Drang|druk]] van buiten.")
    assert 'popovertarget="deel-1-begrip-1">druk</button>' in found
    assert '<span popover id="deel-1-begrip-1"' in found


def test_two_terms_have_two_addresses():
    found = html("[[drang]] en [[drang]]")
    assert found.count('id="deel-1-begrip-1"') == found.count('id="deel-1-begrip-2"') == 1


def test_a_term_in_a_table_does_not_break_its_cells():
    assert html("|a|b|\n|-|-|\n|[[drang|druk]]|2|").count("<td ") == 2


def test_an_unknown_term_is_its_plain_words():
    assert html("Een [[vis|visje]].") == "<p>Een visje.</p>"


def test_nobody_can_forge_the_place_of_a_term():
    assert html("\ue0000\ue001 [[drang]]").count("<button") == 1


def test_footnotes_work_and_do_not_clash_between_pieces():
    first, second = html("Feit.[^1]\n\n[^1]: Bron."), html("Feit.[^1]\n\n[^1]: Bron.", "deel-2")
    assert 'id="deel-1-fnref:1"' in first
    assert 'href="#deel-1-fn:1"' in first
    assert 'id="deel-1-fn:1"' in first
    assert "deel-1" not in second


def test_plain_text_has_no_marks_and_a_heading_is_a_sentence_of_its_own():
    text = "## Kop\n\nEen **[[drang|druk]]** & meer.\n\n|a|b|\n|-|-|\n|1|2|"
    assert plain(text) == "Kop.\nEen druk & meer.\na, b.\n1, 2."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# Wat nu?\n\nKijken", ["Wat nu?", "Kijken."]),
        (
            "Eerst:\n\n- kijken\n- *luisteren*;\n- “Zeg het!”",
            ["Eerst:", "kijken.", "luisteren;", "“Zeg het!”"],
        ),
        ("Over twee\nregels", ["Over twee regels."]),
        ("> Een citaat\n\n1. een\n2. twee", ["Een citaat.", "een.", "twee."]),
        ("- een\n    - binnenin\n- twee", ["een.", "binnenin.", "twee."]),
        ("|Wat?|Hoe|\n|-|-|\n|Dit.|Dat|", ["Wat? Hoe.", "Dit. Dat."]),
        ("Een feit[^1] dus\n\n[^1]: De bron", ["Een feit dus.", "De bron."]),
        ("a < b &amp; c", ["a < b & c."]),
        ("", []),
    ],
)
def test_each_block_of_a_plain_text_stands_on_a_line_with_its_end(text, lines):
    assert plain(text).splitlines() == lines

"""A table as a file for a spreadsheet, CSV or Excel, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Table = Sequence[Sequence[str | int]]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def defused(cell: str | int) -> str | int:
    """`cell` as a spreadsheet shows it and never reckons it: what may begin a formula gets an apostrophe."""
    if isinstance(cell, int):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") and text.strip() else text


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark at the beginning and semicolons, as a Dutch Excel opens it well."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([defused(cell) for cell in line] for line in table)
    return file.getvalue().encode("utf-8-sig")


def as_excel(table: Table, title: str) -> bytes:
    """One sheet, its first line in bold and standing still."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31]
    for line in table:
        sheet.append([defused(cell) for cell in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 2, WIDEST)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer

"""The one door to Whoosh: all of it that is used comes through here, so that it can be changed in one place.

Only what Whoosh 2.7 and its successors share may pass.
"""

from whoosh import fields, formats, index, query
from whoosh.searching import Searcher
from whoosh.writing import OPTIMIZE

__all__ = ["OPTIMIZE", "Searcher", "fields", "formats", "index", "query"]

"""Find identifying data in Dutch text. Plain Python: no database, no Django.

`find(text, register, known)` gives findings; what blocks or asks must be replaced or decided first.
"""

from .find import find
from .findings import ADVISES, ASKS, BLOCKS, CATEGORIES, Finding

__all__ = ["ADVISES", "ASKS", "BLOCKS", "CATEGORIES", "Finding", "find"]

"""Make `data/shape.bin` again from the first names and the word list that this project ships:

    PYTHONPATH=.:site python -m casuistry.anonymity.build_shape

The result is the same byte for byte for the same lists.
"""

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable

from tegenspraak.dutch import is_ordinary
from tegenspraak.dutch.lexicon import SHIPPED

from .shape import EDGE, LETTERS, MIDDLE, SCALE, TABLE, place_of, triples
from .vocabulary import first_names, word_list

WORD = re.compile("[a-z]{3,12}")
WEIGHT_OF_COMMON = 5
SMOOTHING = 0.3


def counted(words: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often three letters follow each other, and two."""
    three: Counter[str] = Counter()
    two: Counter[str] = Counter()
    for word in words:
        for triple in triples(word):
            three[triple] += 1
            two[triple[:2]] += 1
    return three, two


def main() -> None:
    lines = gzip.decompress(SHIPPED.read_bytes()).decode().splitlines()
    dutch = [line for line in lines if WORD.fullmatch(line)]
    dutch += sorted(word_list("common.txt")) * WEIGHT_OF_COMMON
    names = [re.sub("[^a-z]", "", name) for name in sorted(first_names())]
    names = [name for name in names if WORD.fullmatch(name) and not is_ordinary(name)]
    of_names, of_dutch = counted(names), counted(dutch)
    signs = EDGE + LETTERS
    table = bytearray([MIDDLE] * len(signs) ** 3)
    for triple in (first + second + third for first in signs for second in signs for third in signs):
        likely = [
            math.log((three[triple] + SMOOTHING) / (two[triple[:2]] + SMOOTHING * len(signs)))
            for three, two in (of_names, of_dutch)
        ]
        value = round((likely[0] - likely[1]) * SCALE) + MIDDLE
        table[place_of(triple)] = min(max(value, 0), 255)
    TABLE.write_bytes(bytes(table))
    print(f"{TABLE.name}: {len(names)} names, {len(dutch)} words, {len(table)} bytes")


if __name__ == "__main__":
    main()

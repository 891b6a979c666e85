"""The Dutch language as the rooms share it: words, the word list, stems, compounds. Plain Python."""

from .compounds import split
from .lexicon import is_ordinary, is_proper, is_word
from .stems import stem
from .text import Word, fold, whole_words, words

__all__ = ["Word", "fold", "is_ordinary", "is_proper", "is_word", "split", "stem", "whole_words", "words"]

"""How the garbage collector of Python goes about in a process that serves pages."""

import gc

# New objects before a young round, and rounds before an older one. Python's own figures (700, 10, 10) go
# through a page's rows several times while it is made: a tenth of its time.
THRESHOLDS = 50_000, 20, 20


def settle() -> None:
    """What is there now stays until the end: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)

"""Log lines say where something broke, never what somebody wrote."""

import logging
import traceback
from types import TracebackType


class WithoutWords(logging.Formatter):
    """Formats an exception as its stack and its kind: its message may quote a person's text."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind = ei[0].__name__ if ei[0] else "no exception"
        return "".join(traceback.format_tb(ei[2])) + kind

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept its own rendering, with the message in it.
        record.exc_text = None
        line = super().format(record)
        record.exc_text = None
        return line

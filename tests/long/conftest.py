"""The browser and the small world of the journeys, for the long tests too."""

from tests.journeys.conftest import _house, chromium, open_browser, world  # noqa: F401

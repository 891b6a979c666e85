import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenspraak.settings")

application = get_wsgi_application()

from tegenspraak.memory import settle  # noqa: E402  (they need the site to be set up)
from tegenspraak.search.indexer import serve  # noqa: E402

serve()
settle()

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenspraak.settings")

application = get_wsgi_application()

from tegenspraak.search.indexer import serve  # noqa: E402  (it needs the site to be set up)

serve()

# What is there now stays until the end: the collector need not go through it again and again.
gc.collect()
gc.freeze()

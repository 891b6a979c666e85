from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from tegenspraak.home import media

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", include("tegenspraak.home.urls")),
    path("account/", include("tegenspraak.people.urls")),
    path("account/", include("allauth.urls")),
    path("begrippen/", include("tegenspraak.vocabulary.urls")),
    path("leren/", include("learning.urls")),
    path("casuistiek/", include("casuistry.cases.urls")),
    path("reflectie/", include("casuistry.reflection.urls")),
    path("controle/", include("casuistry.gate.urls")),
    # Wagtail's own password pages would be a way round the second factor.
    path("beheer/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("beheer/", include(wagtailadmin_urls)),
    # Wagtail's own view, made to give parts of a file.
    re_path(r"^documenten/(\d+)/(.*)$", media.document, name="wagtaildocs_serve"),
    path("documenten/", include(wagtaildocs_urls)),
]
if settings.MEDIA_URL.startswith("/"):  # else another server has them
    urlpatterns += [path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.media, name="media")]
urlpatterns += [path("", include(wagtail_urls))]

handler400 = "tegenspraak.home.errors.bad_request"
handler403 = "tegenspraak.home.errors.forbidden"
handler404 = "tegenspraak.home.errors.not_found"
handler500 = "tegenspraak.home.errors.server_error"

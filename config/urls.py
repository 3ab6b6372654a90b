"""Routes: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from config.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/setlang/", csrf_exempt(set_language), name="set_language"),  # no risk, as ui.views.large
    path("demands/", include("huiqi.demands.urls")),
    path("ui/", include("huiqi.ui.urls")),
    path("", include("huiqi.accounts.urls")),
    path("reference/", include("huiqi.reference.urls")),
    path("papers/", include("huiqi.papers.urls")),
    path("notices/", include("huiqi.notices.urls")),
    path("programs/", include("huiqi.programs.urls")),
    path("windows/", include("huiqi.network.urls")),
    path("enterprise/", include("huiqi.enterprises.urls")),
    path("", include("huiqi.directory.urls")),
    path("policies/", include("huiqi.policies.urls")),
    path("benefits/", include("huiqi.benefits.urls")),
    path("filings/", include("huiqi.filings.urls")),
    path("agreements/", include("huiqi.agreements.urls")),
    path("supervision/", include("huiqi.supervision.urls")),
    path("", include("huiqi.portal.urls")),
    path("api/v1/", api.urls),
]
handler400 = "huiqi.accounts.middleware.refused"
handler403 = "huiqi.accounts.middleware.closed"
handler500 = "config.unreachable.failed"

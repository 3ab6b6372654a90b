"""Routes: each app brings its own; the API answers failures in JSON, even for addresses it does not have."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext

from config.api import api, failure


def no_such_call(request: HttpRequest) -> HttpResponse:
    """An address under /api/ that does not exist."""
    return failure(request, 404, "not_found", gettext("没有这个接口地址。"), {})


urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", include("django.conf.urls.i18n")),
    path("ui/", include("huiqi.ui.urls")),
    path("", include("huiqi.accounts.urls")),
    path("reference/", include("huiqi.reference.urls")),
    path("windows/", include("huiqi.network.urls")),
    path("enterprise/", include("huiqi.enterprises.urls")),
    path("institutions/", include("huiqi.directory.urls")),
    path("policies/", include("huiqi.policies.urls")),
    path("demands/", include("huiqi.demands.urls")),
    path("", include("huiqi.portal.urls")),
    path("api/v1/", api.urls),
    re_path("^api/", no_such_call, name="no_such_call"),
]

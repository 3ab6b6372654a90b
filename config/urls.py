"""Routes: each app brings its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", include("django.conf.urls.i18n")),
    *(
        path(prefix, include(f"huiqi.{app}.urls"))
        for prefix, app in (
            ("", "accounts"),
            ("ui/", "ui"),
            ("reference/", "reference"),
            ("windows/", "network"),
            ("enterprise/", "enterprises"),
            ("institutions/", "directory"),
            ("policies/", "policies"),
            ("demands/", "demands"),
            ("", "portal"),
        )
        if (settings.ROOT / "huiqi" / app / "urls.py").is_file()
    ),
]

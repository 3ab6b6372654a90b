"""The floor: Django with nothing but one template over twenty rows of the same database. Served by `floor.py`."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.settings import database

TEMPLATE = """<!doctype html><title>floor</title><table>
{% for row in rows %}<tr><td>{{ row.uscc }}</td><td>{{ row.name }}</td><td>{{ row.region }}</td></tr>
{% endfor %}</table>"""

settings.configure(
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": database(os.environ["DATABASE_URL"])},
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()


class Firm(models.Model):
    """A row of the product's table, as it stands there."""

    uscc = models.CharField(max_length=18, null=True)  # noqa: DJ001 — absent is no code
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=6)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "enterprises_enterprise"


_shown = engines["django"].from_string(TEMPLATE)


def rows(request: HttpRequest) -> HttpResponse:
    """Twenty rows."""
    return HttpResponse(_shown.render({"rows": Firm._default_manager.order_by("id")[:20]}, request))


urlpatterns = [path("", rows)]
application = WSGIHandler()

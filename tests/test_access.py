"""Whoever may not see it gets 404: the matrix, walked by everybody, with PostgreSQL refusing any write of a look."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from huiqi.demands.models import Attachment, Demand
from huiqi.directory.models import Product
from huiqi.directory.words import FeeKind
from huiqi.standards.service_kinds import ServiceCategory
from tests.access import ROUTES, WHO
from tests.cast import OPENED


@pytest.fixture
def stage(transactional_db, request, settings, tmp_path):
    """The cast, the policies, one filed demand with a file, one product; and how the matrix calls them."""
    settings.FILES_ROOT = tmp_path
    cast = request.getfixturevalue("cast")
    call_command("load_policies", stdout=io.StringIO())
    product = Product.objects.create(
        institution=cast.institution,
        category=ServiceCategory.TECHNOLOGY,
        name="检验检测",
        description="钢结构检测",
        fee_kind=FeeKind.DISCOUNT,
        offered_since=OPENED,
    )
    client = cast.client(cast.owner_x)
    page = client.get("/demands/new/").content.decode()
    told = {"kind": "service", "title": "要检测", "text": "请帮忙", "submission": hidden(page, "submission")}
    told["attachments"] = [SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)]
    assert client.post("/demands/new/", told).status_code == 302
    names = {
        "seat": str(cast.owner_x.seats.get().ref),
        "window_a": cast.window_a.slug,
        "product": str(product.ref),
        "demand": str(Demand.objects.get().ref),
        "file": str(Attachment.objects.get().file.ref),
    }
    return cast, names


def hidden(page, name):
    """The value of a hidden field of a page."""
    tag = re.search(rf"<input[^>]*name=\"{name}\"[^>]*>", page)
    assert tag, name
    return re.search(r"value=\"([^\"]+)\"", tag[0])[1]


def test_everybody_is_answered_as_the_matrix_says(stage):
    cast, names = stage
    wrong = []
    for who, place in zip(WHO, range(len(WHO)), strict=True):
        client = cast.client(None if who == "nobody" else getattr(cast, who))
        for route, row in ROUTES.items():
            answer = client.get(row.path.format(**names))
            answer.close()
            if answer.status_code != row.answers[place]:
                wrong.append(f"{route} for {who}: {answer.status_code}, not {row.answers[place]}")
    assert not wrong, "\n".join(wrong)

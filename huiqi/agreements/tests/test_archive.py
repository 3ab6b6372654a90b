"""The archive of a demand holds its agreements: what was agreed, and what was delivered."""

import json
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse

import huiqi_verify
from huiqi.agreements.tests.deal import AGREED, Deal
from huiqi.agreements.words import AgreementVerb as V
from huiqi.demands import services
from huiqi.demands.ports import chapters_of
from huiqi.demands.services.archiving import chapters_for
from huiqi.demands.words import Verb

pytestmark = pytest.mark.django_db

PAPER = b"%PDF-1.7 proof"


@pytest.fixture
def closed(cast, settings, tmp_path):
    """A demand with a confirmed service and a delivered file, archived."""
    settings.FILES_ROOT = tmp_path
    deal = Deal(cast).through(*AGREED)
    deal.play.later(days=4)
    deal.do(V.FINISH_MILESTONE, files=[deal.paper()])
    for verb in (V.FINISH_MILESTONE, V.REPORT, V.CONFIRM):
        deal.do(verb)
    for verb in (Verb.ANSWER, Verb.RATE, Verb.ARCHIVE):
        deal.play.do(verb)
    services.make_archive(deal.play.demand.id, at=deal.now)
    return deal


@pytest.mark.parametrize("who", ["owner_x", "receptionist_a", "institution_clerk"])
def test_the_zip_holds_the_agreement_and_what_was_delivered_and_proves_itself(closed, tmp_path, who):
    address = reverse("demands:archive_zip", args=[closed.play.demand.ref])
    answer = closed.cast.client(getattr(closed.cast, who)).get(address)
    path = tmp_path / "archive.zip"
    path.write_bytes(b"".join(answer.streaming_content))
    with zipfile.ZipFile(path) as archive:
        [told] = json.loads(archive.read("case.json"))["agreements"]
        assert archive.read("agreements/agreement-1/01-报告.pdf") == PAPER
    assert {"label": "服务内容", "value": "检测钢柱焊缝"} in told["rows"]
    assert all(right for right, *_said in huiqi_verify.verify(str(path)))


def test_another_handler_finds_nothing_of_it(closed):
    every, clerk = chapters_of(closed.play.demand), closed.cast.actor(closed.cast.institution_clerk)
    elsewhere = replace(clerk, seat=replace(clerk.seat, organisation_id=0))
    assert chapters_for(clerk, every) == every
    assert chapters_for(elsewhere, every) == []

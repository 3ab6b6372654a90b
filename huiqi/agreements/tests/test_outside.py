"""A handler outside the system agrees on paper; its window enters that with the scan, and the firm confirms itself."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from huiqi.agreements.models import Agreement, SignedPaper
from huiqi.agreements.tests.deal import Deal
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.words import Verb
from huiqi.kernel.refusal import Refused

pytestmark = pytest.mark.django_db

TOLD = {"scope": "检测钢柱焊缝", "deliverables": "检测报告", "start_on": "2027-01-04", "name_1": "出报告"}
TOLD |= {"due_1": "2027-01-08", "quantity": "1", "fee": "0"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def deal(cast):
    """A demand that a department has by letter."""
    deal = Deal(cast)
    deal.play = Play(cast)
    deal.play.handler = department("演示系统外局").organisation
    deal.play.through(Verb.REGISTER, Verb.DISPATCH, Verb.SEND_LETTER)
    return deal


def entered(deal: Deal) -> Agreement:
    """The agreement, entered by the window with the scan."""
    return deal.draft(by=deal.cast.receptionist_a, papers=(deal.paper(),))


def test_the_window_enters_it_with_the_scan_and_leads_it_and_the_firm_confirms(deal):
    entered(deal)
    window = deal.cast.receptionist_a
    assert deal.agreement.organisation == deal.play.handler
    deal.do(V.SIGN, by=window)
    assert deal.do(V.AGREE).state == S.IN_FORCE
    deal.play.later(days=4)
    for _ in range(2):
        deal.reach(by=window)
    deal.do(V.REPORT, by=window)
    with pytest.raises(PermissionDenied):
        deal.do(V.CONFIRM, by=window)
    assert deal.do(V.CONFIRM).state == S.DONE


def test_without_the_scan_nothing_is_entered(deal):
    with pytest.raises(Refused, match="papers_missing"):
        deal.draft(by=deal.cast.receptionist_a)
    assert not Agreement.objects.exists()


def test_every_version_bears_its_own_paper(deal):
    entered(deal)
    with pytest.raises(Refused, match="papers_missing"):
        deal.do(V.REVISE, by=deal.cast.receptionist_a)
    deal.do(V.REVISE, by=deal.cast.receptionist_a, terms=replace(deal.terms, papers=(deal.paper(),)))
    assert SignedPaper.objects.get().version.number == 1


@pytest.mark.parametrize("who", ["receptionist_b", "institution_clerk", "owner_x"])
def test_nobody_else_enters_it(deal, who):
    with pytest.raises((PermissionDenied, type(deal.play.demand).DoesNotExist)):
        deal.draft(by=getattr(deal.cast, who), papers=(deal.paper(),))


def test_through_the_pages_the_scan_is_asked_for_and_read(deal):
    client = deal.cast.client(deal.cast.receptionist_a)
    address = f"/agreements/new/{deal.play.demand.ref}/"
    assert "起草服务协议" in client.get(f"/demands/{deal.play.demand.ref}/").content.decode()
    page = client.post(address, TOLD).content.decode()
    assert "没有扫描件不能代录" in page
    assert "检测钢柱焊缝" in page
    file = SimpleUploadedFile("协议.pdf", b"%PDF-1.7 signed", "application/pdf")
    page = client.post(address, TOLD | {"attachments": file}, follow=True).content.decode()
    assert "协议.pdf" in page
    kept = SignedPaper.objects.get()
    read = client.get(f"/agreements/{kept.version.agreement.ref}/files/{kept.file.ref}/")
    assert b"".join(read.streaming_content) == b"%PDF-1.7 signed"
    read.close()

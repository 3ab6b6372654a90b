"""An installation in earnest, with a gateway and a mail server; and the kinds of the tests."""

import pytest

from huiqi.notices import ports
from huiqi.notices.tests import gateway as gateways
from huiqi.notices.tests import kinds


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    monkeypatch.setattr(ports, "_kinds", dict(ports._kinds))  # known for one test
    kinds.register()


@pytest.fixture
def gateway(settings):
    """A real SMS gateway that this installation is configured for; mail goes to Django's outbox."""
    with gateways.running() as running:
        settings.DEMONSTRATION, settings.SMS, settings.MAIL_READY = False, running.settings, True
        settings.DEFAULT_FROM_EMAIL, settings.ADDRESS = "notices@huiqi.example", "https://huiqi.example"
        yield running

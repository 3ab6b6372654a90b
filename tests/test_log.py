"""What the log tells an operator: what broke, loudly; that somebody looked for what is not his, not at all."""

import logging

import pytest

STRANGE = ["/nothing/here/", "/demands/desk/", "/enterprise/no-such-group/", "/api/v1/policies/P99"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", STRANGE)
def test_what_is_not_there_or_not_theirs_is_no_warning(cast, caplog, path):
    assert cast.client(cast.owner_x).get(path).status_code == 404
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


@pytest.mark.django_db
def test_what_broke_is_an_error_with_its_trace(client, caplog, monkeypatch):
    monkeypatch.setattr("huiqi.portal.views.documented_calls", lambda: 1 / 0)
    client.raise_request_exception = False
    assert client.get("/api/v1/docs").status_code == 500
    (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert told.levelname == "ERROR"
    assert told.exc_info

"""What the tests of programs share: the administrators, and a key from asking to fetching."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from huiqi.kernel.access import Role
from huiqi.programs import services
from huiqi.programs.services import Asking
from huiqi.programs.words import Scope, Term
from tests.cast import seat

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ASKED = Asking("市级申报系统", "回传申报结果", "市数据中心", (Scope.HANDOFFS, Scope.OUTCOMES), Term.HALF)


@pytest.fixture
def offices(cast):
    """The cast with the administrators of the hub."""
    hub = cast.hub.organisation
    cast.security = seat(31, "安全管理员", hub, Role.SECURITY_ADMINISTRATOR)
    cast.auditor = seat(32, "审计员", hub, Role.AUDITOR)
    cast.system = seat(33, "系统管理员", hub, Role.SYSTEM_ADMINISTRATOR)
    return cast


def asked(cast, by=None, asking=ASKED, submission=None):
    actor = cast.actor(by or cast.manager_a)
    return services.ask_for_key(asking, submission=submission or uuid4(), actor=actor, at=AT)


def allowed(cast, **told):
    key = asked(cast, **told)
    return services.allow_key(key.ref, actor=cast.actor(cast.security), at=AT)


def fetched(cast, by=None, asking=ASKED):
    """A key in use, and its secret."""
    key = allowed(cast, by=by, asking=asking)
    return services.fetch_key(key.ref, actor=cast.actor(by or cast.manager_a), at=AT)

"""A program of the hub that waits for the security administrator's word."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.programs.services import Asking, ask_for_key
from huiqi.programs.words import Scope, Term

HUB = 1
ASKED = Asking(
    name="省级惠企申报系统（演示）",
    purpose="企业带着交接编号去申报时，读取它带去的那几项；办完以后回传结果。",
    run_by="演示数据中心，演示人员",
    scopes=(Scope.HANDOFFS, Scope.OUTCOMES),
    term=Term.HALF,
)


def ask_for_program(*, at: datetime) -> None:
    """The hub asked for a key; the same press asks once."""
    hub = actor_of(person_with(mobile(HUB), at=at))
    ask_for_key(ASKED, submission=uuid5(NAMESPACE_URL, "demonstration/program"), actor=hub, at=at)

"""Where a walk-in is led, in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.wording import label
from huiqi.network.selectors import Guided
from huiqi.standards.service_kinds import ServiceKind

Told = dict[str, Any]


def kind_asked(code: str) -> ServiceKind | None:
    """The kind with this code, if there is one."""
    return next((kind for kind in ServiceKind if kind == code), None)


def guide_shown(kind: ServiceKind, found: Sequence[Guided]) -> Told:
    """The posts for a kind, the first as the place to go to."""
    return {"guided_kind": label(kind), "guided_code": str(kind), "posts": [_post(one) for one in found]}


def _post(one: Guided) -> Told:
    """A post: where it is, who stands there now, why it suits."""
    post, person = one.now.post, one.now.person
    return {
        "area": post.area,
        "place": post.place,
        "name": post.name,
        "person": person.name if person else "",
        "tone": "late" if one.now.is_unattended else "good",
        "stands_as": label(one.now.standing.stands_as),
        "why": _("，").join(label(reason) for reason in one.reasons),
    }

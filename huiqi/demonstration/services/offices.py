"""Who approves guides and pays them out, and who gives seats."""

from huiqi.accounts.selectors import organisations_of_kinds
from huiqi.accounts.services import open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.demonstration.services.stage import FOUNDED, seat_person
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.selectors import hub

AUTHORITY, FINANCE, ADMINISTRATOR = 4, 5, 6
_OFFICES = (
    (
        AUTHORITY,
        OrganisationKind.AUTHORITY,
        "河南省人力资源和社会保障厅（演示）",
        "主管部门审核人",
        Role.AUTHORITY_REVIEWER,
    ),
    (FINANCE, OrganisationKind.FINANCE, "河南省财政厅（演示）", "财政部门审核人", Role.FINANCE_REVIEWER),
)


def seat_offices(password_hash: str) -> None:
    """An authority and a finance department with a reviewer each, and the administrator, who gives seats."""
    for number, kind, name, who, role in _OFFICES:
        office = organisations_of_kinds((kind,), name).first()
        if office is None:
            office = open_organisation(kind, name, actor=SYSTEM, at=FOUNDED, is_demonstration=True)
        seat_person(number, f"{who}（演示）", office, role, password_hash)
    seat_person(ADMINISTRATOR, "系统管理员（演示）", hub().organisation, Role.SYSTEM_ADMINISTRATOR, password_hash)

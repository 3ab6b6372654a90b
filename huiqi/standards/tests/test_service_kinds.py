"""The four kinds of demand."""

from huiqi.standards.service_kinds import ServiceKind


def test_the_henan_guide_knows_four_kinds_in_this_order():
    assert [kind.label for kind in ServiceKind] == ["咨询类", "投诉类", "服务类", "专业服务类"]
    assert ServiceKind("professional_service") is ServiceKind.PROFESSIONAL_SERVICE

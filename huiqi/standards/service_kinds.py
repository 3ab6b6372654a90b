"""The four kinds of demand 诉求类别 of the Henan guide (豫工信办企业〔2014〕22号 五（二）5)."""

from huiqi.kernel.words import Word


class ServiceKind(Word):
    """For each of them a window publishes its time limits."""

    CONSULTATION = "consultation", "咨询类"
    COMPLAINT = "complaint", "投诉类"
    SERVICE = "service", "服务类"
    PROFESSIONAL_SERVICE = "professional_service", "专业服务类"

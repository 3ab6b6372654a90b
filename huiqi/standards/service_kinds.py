"""The four kinds of demand 诉求类别 of the Henan guide, and the fifteen categories of service of the law."""

from huiqi.kernel.words import Word


class ServiceKind(Word):
    """豫工信办企业〔2014〕22号 五（二）5: for each of them a window publishes its time limits."""

    CONSULTATION = "consultation", "咨询类"
    COMPLAINT = "complaint", "投诉类"
    SERVICE = "service", "服务类"
    PROFESSIONAL_SERVICE = "professional_service", "专业服务类"


class ServiceCategory(Word):
    """The fifteen kinds of service of the SME Promotion Law, article 46."""

    STARTUP = "startup", "创业培训与辅导"
    INTELLECTUAL_PROPERTY = "intellectual_property", "知识产权保护"
    MANAGEMENT = "management", "管理咨询"
    INFORMATION = "information", "信息咨询"
    CREDIT = "credit", "信用服务"
    MARKETING = "marketing", "市场营销"
    PROJECT = "project", "项目开发"
    FINANCE = "finance", "投资融资"
    TAX = "tax", "财会税务"
    PROPERTY_RIGHTS = "property_rights", "产权交易"
    TECHNOLOGY = "technology", "技术支持"
    TALENT = "talent", "人才引进"
    FOREIGN = "foreign", "对外合作"
    EXHIBITION = "exhibition", "展览展销"
    LEGAL = "legal", "法律咨询"

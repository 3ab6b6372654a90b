"""The words of services and how they are charged."""

from huiqi.kernel.words import Word


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


class FeeKind(Word):
    """How a service is charged (河南指南 五(二)4: 公益性和非公益性)."""

    FREE = "free", "公益免费"
    DISCOUNT = "discount", "小微优惠"
    MARKET = "market", "按公示价"

"""Tables of institutions, where they are settled, and what they offer."""

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
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


class Institution(models.Model):
    """A service institution behind the windows."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="institution")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True)
    region = models.CharField(max_length=6)
    introduction = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region"], name="institution_region")]


class Settlement(models.Model):
    """From a day until a day, an institution is settled at a window, which may send it demands."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="settlements")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="settlements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "window"], condition=Q(until=None), name="settlement_current"
            )
        ]


class Product(models.Model):
    """A service product: what an institution does, for whom, at what price and in what time."""

    ref = RefField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="products")
    category = WordField(ServiceCategory)
    name = models.CharField(max_length=120)
    description = models.TextField()
    fee_kind = WordField(FeeKind)
    fee = models.CharField(max_length=120, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    offered_since = models.DateField()
    offered_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("category", ServiceCategory, "product_category"),
            word_check("fee_kind", FeeKind, "product_fee_kind"),
        ]

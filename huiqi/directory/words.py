"""The words of the directory: how a service is charged, what a department is, in what shape a paper is brought."""

from huiqi.kernel.words import Word


class FeeKind(Word):
    """How a service is charged (河南指南 五(二)4: 公益性和非公益性)."""

    FREE = "free", "公益免费"
    DISCOUNT = "discount", "小微优惠"
    MARKET = "market", "按公示价"


class DepartmentLevel(Word):
    """Of which government a department is."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县（市、区）级"


class ItemFormat(Word):
    """In what shape something must be brought (一次性告知 names it, so that nobody comes twice)."""

    FORM = "form", "填好的表格"
    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件，加盖公章"
    BOTH = "both", "原件和复印件"
    ELECTRONIC = "electronic", "电子件"


class Works(Word):
    """How a handler is reached on a day: it has people with seats here, or it gets a letter."""

    INSIDE = "inside", "系统内签收"
    OUTSIDE = "outside", "系统外，发转办函"

"""The closed lists of accounts."""

from huiqi.kernel.words import Word

MOBILE = r"^1[3-9][0-9]{9}$"
"""A mobile number of mainland China."""


class CodePurpose(Word):
    """What a one-time code is good for; one for another purpose opens nothing."""

    SIGN_IN = "sign_in", "登录"
    CONFIRM = "confirm", "确认代为登记的内容"
    AGREE = "agree", "确认服务协议和服务完成"


class OrganisationKind(Word):
    """What an organisation is in the network (design §7)."""

    AUTHORITY = "authority", "主管部门"
    FINANCE = "finance", "财政部门"
    HUB = "hub", "枢纽平台"
    WINDOW = "window", "窗口平台"
    INSTITUTION = "institution", "服务机构"
    DEPARTMENT = "department", "职能部门"
    EXPERT = "expert", "专家"
    ENTERPRISE = "enterprise", "企业"

"""The closed lists of enterprises."""

from huiqi.kernel.words import Word


class FactSource(Word):
    """Where a fact comes from."""

    STATED = "stated", "企业自报"
    STAFF = "staff", "窗口代录"
    REGISTER = "register", "部门数据"
    COMPUTED = "computed", "系统计算"


class RegistrationKind(Word):
    """Who may register: the kinds of the vocabulary, and an individual who has not founded anything yet."""

    ENTERPRISE = "enterprise", "企业（公司等）"
    SOLE_TRADER = "sole_trader", "个体工商户"
    COOPERATIVE = "cooperative", "农民专业合作社"
    ASSOCIATION = "association", "社会团体、商会协会"
    SOCIAL_SERVICE = "social_service_organisation", "社会服务机构"
    PROFESSIONAL = "professional_firm", "律师、会计师事务所"
    STARTUP_TEAM = "startup_team", "创业团队（还没有注册）"
    INDIVIDUAL = "individual", "准备创业的个人"


NOBODY_KIND = "anonymous"
"""The kind of the one enterprise that stands for nobody, behind what is brought anonymously."""


class ClaimKind(Word):
    """What is asked for: to act for a firm, or to follow its legal representative."""

    ACT = "act", "代表企业办事"
    REPRESENTATIVE = "representative", "变更法定代表人"


class ClaimState(Word):
    """How far a claim has come."""

    WAITING = "waiting", "待核验"
    DECLARED = "declared", "自行申报"
    VERIFIED = "verified", "已核验"
    REFUSED = "refused", "未通过"
    ENDED = "ended", "已结束"


class ClaimVerb(Word):
    """What can be done with a claim."""

    BRING = "bring_papers", "提交材料"
    VERIFY = "verify_claim", "核验通过"
    CONFIRM = "confirm_claim", "负责人确认"
    REFUSE = "refuse_claim", "不予通过"
    OVERTAKE = "overtake_claim", "转为待核验"
    WITHDRAW = "withdraw_claim", "撤回认领"
    END = "end_claim", "结束"

"""The words of platforms, disclosed items, time limits, posts and absences."""

from huiqi.kernel.words import Word


class WindowKind(Word):
    """What a platform of the network is (豫工信办企业〔2014〕22号 四)."""

    HUB = "hub", "省平台（枢纽）"
    COMPREHENSIVE = "comprehensive", "综合窗口平台"
    INDUSTRY = "industry", "产业窗口平台"


class DisclosureItem(Word):
    """The union of the items that the five founding documents ask to be public (requirements §0)."""

    OVERVIEW = "overview", "平台概况"
    PROJECTS = "projects", "服务项目"
    CONTENT = "content", "服务内容"
    FUNCTIONS = "functions", "服务功能"
    PROCESS = "process", "服务流程"
    STANDARDS = "standards", "服务标准"
    FEES = "fees", "收费标准"
    TIME_LIMITS = "time_limits", "办理时限"
    HOURS = "hours", "服务时间"
    SUPERVISION = "supervision", "服务监督"
    CONTACT = "contact", "联系方式"


class LimitStep(Word):
    """What a time limit counts to, from the filing on (anchors D.6)."""

    FIRST_CONTACT = "first_contact", "受理并联系"
    STAGED_REPLY = "staged_reply", "阶段答复"
    FINISH = "finish", "办结答复"
    EXTENDED_FINISH = "extended_finish", "经批准延长后办结"
    HANDLER_TAKE = "handler_take", "承办签收"
    OUTSIDE_ANSWER = "outside_answer", "系统外单位函复"
    HAND_OVER = "hand_over", "送达结果"
    RETURN_VISIT = "return_visit", "办结后回访"
    RECTIFY_CONTACT = "rectify_contact", "整改联系"
    RECTIFICATION = "rectification", "整改到位"


class LimitUnit(Word):
    """In what a time limit is counted."""

    WORKING_DAY = "working_day", "个工作日"
    CALENDAR_DAY = "calendar_day", "天"
    WORKING_HOUR = "working_hour", "小时（工作时间）"
    CLOCK_HOUR = "clock_hour", "小时（日夜连续）"


class Urgency(Word):
    """How much a demand presses; a scheme may promise what is urgent sooner, day and night."""

    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"


class PostKind(Word):
    """What a post 岗位 at a window is for (H35 to H40: first contact, the work itself, the return visit)."""

    FIRST_CONTACT = "first_contact", "首问岗"
    BUSINESS = "business", "业务岗"
    RETURN_VISIT = "return_visit", "回访岗"


class StandsAs(Word):
    """As what somebody stands at a post now (服务双岗制)."""

    A = "a", "A岗"
    B = "b", "B岗"
    STAND_IN = "stand_in", "代岗"
    NOBODY = "nobody", "无人在岗"


class AbsenceReason(Word):
    """Why somebody is away 去向留言; for colleagues only."""

    ERRAND = "errand", "外出办事"
    MEETING = "meeting", "开会"
    TRAINING = "training", "培训"
    LEAVE = "leave", "休假"
    ILLNESS = "illness", "病假"
    OTHER = "other", "其他"


class Suits(Word):
    """Why a visitor is led to a post (H36: 按服务分类导向功能服务区)."""

    CATEGORY = "category", "办这类业务"
    KIND = "kind", "接待这类诉求"
    FIRST_CONTACT = "first_contact", "首问岗接待所有来访"
    UNSTATED = "unstated", "没有写明办什么"
    OTHER = "other", "主要办别的业务"

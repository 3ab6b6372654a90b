"""What enterprises says to people."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "uscc_required": _("请填写统一社会信用代码。还没有代码的，请在“主体类型”里选创业团队、个体工商户或个人。"),
    "uscc_length": _("统一社会信用代码应是 18 位。请对照营业执照检查有没有多写或漏写。"),
    "uscc_character": _(
        "统一社会信用代码里有不会出现的字符（没有字母 I、O、S、V、Z，第 3 至 8 位是数字）。请对照营业执照检查。"
    ),
    "uscc_registrar": _("统一社会信用代码的第 1 位不对。企业和个体工商户以 9 开头。"),
    "uscc_check_character": _("统一社会信用代码的校验码不对，其中有一位写错了。请对照营业执照逐位检查。"),
    "uscc_taken": _("这个代码的企业已经登记过了。如果您也为它办事，请联系它的登记人，或带营业执照到所在地窗口办理。"),
    "region_unknown": _("没有这个行政区划代码。请从列表里选择省、市、县。"),
    "industry_unknown": _("没有这个行业代码。请从列表里选择，或填写营业执照上的行业代码。"),
    "stale": _("刚才有人更新了企业情况。您填的还在，请看过最新情况再保存。"),
}

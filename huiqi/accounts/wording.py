"""What accounts says to people."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "no_gateway": _("短信通道还没有接入，暂时发不了验证码。请用密码登录，或联系所在地窗口开通账号。"),
    "too_many_codes": _("这个号码一小时内要的验证码太多了。请稍后再试，或用密码登录。"),
    "wrong_code": _("验证码不对或已过期。请核对短信里的六位数字，或重新获取。"),
    "code_void": _("这个验证码输错了五次，已经作废。请点“换个号码或重新获取”，用新的验证码登录。"),
    "wrong_password": _("手机号或密码不对。请检查后重试，也可以用验证码登录。"),
    "wrong_current_password": _("现在的密码不对。忘记了的，请退出后用验证码登录，再来设置。"),
    "too_many_attempts": _("连续输错次数太多。请十分钟后再试，或用验证码登录。"),
}

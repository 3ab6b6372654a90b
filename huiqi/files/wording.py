"""What files says to people."""

from django.utils.translation import gettext_lazy as _

NO_PREVIEW = {
    "type": _("这种文件不能在网页里预览。请下载后用对应的软件打开。"),
    "damaged": _("文件打不开：内容不完整，或者不是它声称的格式。可以下载后再试，或请对方重新提供。"),
    "locked": _("这份 PDF 设了打开密码，网页里看不了。请下载后输入密码打开，或请对方提供不加密的。"),
    "too_large": _("图片或页面太大，网页里展不开。请下载后查看。"),
    "no_such_page": _("没有这一页，请从第一页看起。"),
    "failed": _("这一页太复杂，没能在限定的时间里画出来。请下载后查看。"),
    "destroyed": _("这个文件已按保存期限的规定删除，只留下校验值。"),
    "busy": _("同时预览的人太多，请过几秒再打开，或者下载后查看。"),
}

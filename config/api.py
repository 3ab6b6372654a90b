"""The public API, version 1: the routers of the apps, one shape for every failure."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from config.unreachable import is_unreachable, to_try_again
from huiqi.filings.api import router as filings
from huiqi.kernel.api import BadQuestion, Barred
from huiqi.policies.api import router as policies
from huiqi.reference.api import router as standards

PROBLEMS = {
    "missing": _("缺少这个字段。"),
    "extra_forbidden": _("没有这个字段。"),
    "greater_than_equal": _("不能小于 {ge}。"),
    "less_than_equal": _("不能大于 {le}。"),
    "string_too_long": _("不能超过 {max_length} 个字。"),
    "too_long": _("不能超过 {max_length} 项。"),
    "string_too_short": _("不能少于 {min_length} 个字。"),
    "too_short": _("不能少于 {min_length} 项。"),
    "literal_error": _("只能是 {expected}。"),
    "dict_type": _("应是一个对象。"),
    "int_parsing_size": _("这个数太大。"),
    "decimal_max_digits": _("最多 {max_digits} 位数字。"),
    "decimal_max_places": _("最多 {decimal_places} 位小数。"),
    "decimal_whole_digits": _("小数点前最多 {whole_digits} 位数字。"),
    **dict.fromkeys(("model_type", "model_attributes_type"), _("请求体应是一个 JSON 对象。")),
    **dict.fromkeys(("string_type", "string_unicode"), _("应是文字。")),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), _("应是整数。")),
    **dict.fromkeys(("decimal_parsing", "decimal_type", "finite_number"), _("应是数字。")),
    **dict.fromkeys(
        ("date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact", "date_type"),
        _("应是真实存在的日期，例如 2026-11-22。"),
    ),
}
ANY_OTHER = _("这个值不能接受。请对照接口文档改正。")
HTTP_PROBLEMS = {
    400: ("bad_request", _("这个请求不完整或不合规范，没有处理。")),
    403: ("forbidden", _("这个请求没有被允许。")),
    404: ("not_found", _("没有这个接口地址。")),
    405: ("method_not_allowed", _("这个地址不接受 {method} 请求。可以用：{allowed}。")),
    413: ("too_large", _("请求体太大，最多 2 MB。")),
    500: ("internal", _("服务器出错了，已经记录。请稍后再试。")),
    503: ("unavailable", _("数据库暂时连不上，什么都没有丢。请稍后再试。")),
}
log = logging.getLogger("huiqi.api")
api = NinjaAPI(
    title="惠企 Huiqi",
    version="1",
    description="标准代码、企业划型、工作日、惠企政策，不需要登录；申报资料和申报结果，凭程序的访问密钥。",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/standards", standards)
api.add_router("/policies", policies)
api.add_router("/filings", filings)


def failure(request: HttpRequest, status: int, code: str, message: str, fields: dict[str, str]) -> HttpResponse:
    """The one shape of a failure."""
    body = {"error": {"code": code, "message": message, "fields": fields}}
    return api.create_response(request, body, status=status)


def _told(request: HttpRequest, status: int, allowed: str = "") -> HttpResponse:
    """A failure of which only the status is known."""
    code, words = HTTP_PROBLEMS.get(status) or HTTP_PROBLEMS[500 if status >= 500 else 400]
    return failure(request, status, code, gettext(words).format(method=request.method, allowed=allowed), {})


def failures_in_json(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: below /api/ every failure has the one shape, also where Django answered and no call of ours."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        ours = response.status_code < 400 or response.get("Content-Type", "").startswith("application/json")
        if ours or not request.path_info.startswith("/api/"):
            return response
        told = _told(request, response.status_code, response.get("Allow", ""))
        response.content = told.content
        response["Content-Type"], response["Content-Length"] = told["Content-Type"], str(len(told.content))
        return response

    return answer


def _field(place: tuple[object, ...]) -> str:
    """The field's own name: a body says where it lies in front of it, and the parameter's name; a query only where."""
    inner = place[2:] if place[0] == "body" else place[1:]
    return ".".join(str(part) for part in inner or place[:1])


def _sentence(item: dict[str, Any]) -> str:
    """What is wrong with a field, in the reader's language."""
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    told = {name: str(value).replace(" or ", ", ") for name, value in item.get("ctx", {}).items()}
    return gettext(PROBLEMS.get(item["type"], ANY_OTHER)).format(**told)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    broken = [item for item in error.errors if item["type"] in {"json_invalid", "json_type"}]
    if broken:
        return failure(request, 400, "bad_json", gettext("请求体不是有效的 JSON。"), {})
    fields = {_field(item["loc"]): _sentence(item) for item in error.errors}
    return failure(request, 422, "invalid", gettext("有的字段不对，见 fields。"), fields)


@api.exception_handler(BadQuestion)
def _unknown(request: HttpRequest, error: BadQuestion) -> HttpResponse:
    return failure(request, 422, "invalid", gettext("有的字段不对，见 fields。"), error.fields)


@api.exception_handler(Barred)
def _barred(request: HttpRequest, error: Barred) -> HttpResponse:
    response = failure(request, error.status_code, error.code, error.message, {})
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="huiqi"'
    if error.wait is not None:
        response["Retry-After"] = str(error.wait)
    return response


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # ninja's word for a body that it cannot read
        return failure(request, 400, "bad_json", gettext("请求体不是有效的 JSON。"), {})
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return failure(request, error.status_code, code, error.message, {})


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return _told(request, 404)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return _told(request, 413)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if is_unreachable(error):
        return to_try_again(_told(request, 503))
    log.exception("API failed", exc_info=error)
    return _told(request, 500)

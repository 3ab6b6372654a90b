"""The public API, version 1: the routers of the apps, one shape for every failure."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from huiqi.kernel.api import BadQuestion
from huiqi.policies.api import router as policies
from huiqi.reference.api import router as standards

PROBLEMS = {
    "missing": _("缺少这个字段。"),
    "extra_forbidden": _("没有这个字段。"),
    "greater_than_equal": _("不能小于 {ge}。"),
    "less_than_equal": _("不能大于 {le}。"),
    "string_too_long": _("不能超过 {max_length} 个字。"),
    "too_long": _("不能超过 {max_length} 项。"),
    "dict_type": _("应是一个对象。"),
    "string_type": _("应是文字。"),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), _("应是整数。")),
    **dict.fromkeys(("decimal_parsing", "decimal_type", "finite_number"), _("应是数字。")),
    **dict.fromkeys(
        ("date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact", "date_type"),
        _("应是真实存在的日期，例如 2026-11-22。"),
    ),
}
log = logging.getLogger("huiqi.api")
api = NinjaAPI(
    title="惠企 Huiqi",
    version="1",
    description="标准代码、企业划型、工作日、惠企政策。公开部分不需要登录。",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/standards", standards)
api.add_router("/policies", policies)


def failure(request: HttpRequest, status: int, code: str, message: str, fields: dict[str, str]) -> HttpResponse:
    """The one shape of a failure."""
    body = {"error": {"code": code, "message": message, "fields": fields}}
    return api.create_response(request, body, status=status)


def _field(place: tuple[object, ...]) -> str:
    """The field's own name: a body says where it lies in front of it, and the parameter's name; a query only where."""
    inner = place[2:] if place[0] == "body" else place[1:]
    return ".".join(str(part) for part in inner or place)


def _sentence(item: dict[str, Any]) -> str:
    """What is wrong with a field, in the reader's language where it is one of the usual things."""
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    words = PROBLEMS.get(item["type"])
    return gettext(words).format(**item.get("ctx", {})) if words else str(item["msg"])


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


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return failure(request, error.status_code, code, error.message, {})


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return failure(request, 404, "not_found", gettext("没有这个地址。"), {})


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return failure(request, 413, "too_large", gettext("请求体太大，最多 2 MB。"), {})


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("API failed", exc_info=error)
    return failure(request, 500, "internal", gettext("服务器出错了，已经记录。请稍后再试。"), {})

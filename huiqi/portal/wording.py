"""What the API's documentation says: each call, each field, and an example of each call."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

CALLS = {
    "examine_credit_code": mark("把统一社会信用代码拆开，逐段检查；写错的也回答，并说明错在哪一段。"),
    "find_region": mark("按六位代码查一个行政区划，连同它的上级和下级。"),
    "find_industry": mark("按门类字母或二至四位数字查一个行业，连同它的上级和下级。"),
    "judge_size": mark("按某一天适用的划型标准判定企业规模，并列出判定的依据。"),
    "count_working_days": mark("算出若干个工作日后是哪一天；起始当天不算。"),
    "list_policies": mark("某一天现行有效的政策，可以按文字和地区筛选。"),
    "list_information": mark("已发布的资讯，给全文，最近的在前；同样的筛选也有 Atom 订阅。"),
    "check_policies": mark("按给出的企业情况，逐项说明当天现行有效的政策能不能享受、为什么。什么也不保存。"),
    "get_handoff": mark(
        "企业把交接编号交给受理系统以后，取它带去的那几项；取过一次，企业就看得到。只限本单位服务的企业。"
    ),
    "bring_outcome": mark("记下受理、获批、到账或未通过，并通知企业；同一条传两次，只记一次。"),
    "bring_outcomes": mark("一次最多 500 条，逐条说明记没记、错在哪里。同一个幂等键传两次，只做一次。"),
    "get_policy": mark("一项政策当天有效的版本；当天没有的，给最近的前一版，或将要施行的第一版。"),
}
FIELDS = {
    "Idempotency-Key": mark("幂等键：自己取的，8 到 64 个字符；重传同一份用同一个"),
    "amount": mark("金额，元；获批和到账要写"),
    "bring_outcome.number": mark("交接编号；或者写信用代码和政策编号"),
    "bring_outcome.on": mark("哪一天"),
    "bring_outcomes.policy": mark("没有写政策编号的那些条，算这一项政策的"),
    "erased": mark("从哪一天起按保存期限删除了内容；没有删为 null"),
    "fields": mark("带去的各项：名称、值、单位、截至哪一天、来源"),
    "get_handoff.policy": mark("政策：编号、名称、文号"),
    "handed_at": mark("什么时候带走的"),
    "lines": mark("逐条的结果；错的写明字段和原因"),
    "made": mark("新记录几条"),
    "number": mark("交接编号"),
    "on_fault": mark("有错时：rest 对的照样记录，nothing 一条也不记录"),
    "outcome": mark("made 已记录并通知企业，same 以前已经记录"),
    "outcomes": mark("结果，每条的写法和“回传一条申报结果”一样，最多 500 条"),
    "policy": mark("政策编号"),
    "reason": mark("原因，最多 300 个字"),
    "ref": mark("这份清单的编号"),
    "refused": mark("有错几处"),
    "repeated": mark("以前传过，这次没有再做"),
    "same": mark("以前已经记录几条"),
    "stage": mark("applied 已申报，granted 获批，paid 到账，refused 未通过"),
    "steps": mark("已经知道的结果，最近的在前"),
    "actual": mark("已知的情况；不知道的为 null"),
    "apply_at": mark("到哪里办"),
    "benefit": mark("能得到什么，合为一句"),
    "benefits": mark("能得到什么，分档"),
    "children": mark("直接下级"),
    "code": mark("代码"),
    "conditions": mark("条件：规则树和逐条的句子"),
    "days": mark("工作日数"),
    "document_number": mark("文号"),
    "due": mark("到期日"),
    "employees": mark("从业人员，人"),
    "explanation": mark("判定的说明"),
    "facts": mark("企业情况：信息项名和值，见文末的信息项表"),
    "findings": mark("逐条核对的结果"),
    "from": mark("起始日"),
    "guessed": mark("放假通知未知、日期只是推算"),
    "how_to_apply": mark("怎么享受"),
    "industry": mark("行业代码（GB/T 4754）"),
    "issuer": mark("发文机关"),
    "items": mark("政策"),
    "list_information.items": mark("资讯：标题、栏目、单位、地区、日期、网址、说到的政策、文字"),
    "list_information.region": mark("行政区划代码：给上级、当地和下级的资讯"),
    "recent": mark("只要近几天的：7、30 或 365"),
    "topic": mark("资讯的栏目，从政策法规 regulation 到人才 talent，见出错时的提示"),
    "kind": mark("类别"),
    "last_verified": mark("核对日期"),
    "level": mark("层级"),
    "materials": mark("要准备的材料"),
    "missing": mark("还缺的信息项"),
    "name": mark("名称"),
    "note": mark("说明"),
    "on": mark("按哪一天的规定；不填为今天"),
    "page": mark("第几页"),
    "pages": mark("共几页"),
    "path": mark("从最上级到它自己"),
    "possible": mark("还可能是哪几类"),
    "problem": mark("哪一段写错；没有错为 null"),
    "q": mark("要找的文字"),
    "region": mark("行政区划代码"),
    "registrar": mark("登记管理部门"),
    "results": mark("逐项政策的结论"),
    "revenue": mark("上年度营业收入，元"),
    "rule": mark("所用的划型规则"),
    "size_class": mark("规模类型；判定不了为 null"),
    "skipped": mark("跳过的日子和原因"),
    "source_grade": mark("来源核对等级"),
    "standard": mark("所用的划型标准"),
    "status": mark("文件状态"),
    "subject": mark("由企业还是个人申请"),
    "superseded_by": mark("被哪个文件替代"),
    "title": mark("名称"),
    "total": mark("共几项"),
    "total_assets": mark("上年末资产总额，元"),
    "valid": mark("是否正确"),
    "uscc": mark("统一社会信用代码；不写编号时要写，连同政策编号"),
    "validity": mark("有效期"),
    "verified": mark("来源是否已对照原文"),
    "window_note": mark("什么时候办"),
}
EXAMPLES = {
    "examine_credit_code": "curl /api/v1/standards/uscc/91410100MA0000001X",
    "find_region": "curl /api/v1/standards/regions/410102",
    "find_industry": "curl /api/v1/standards/industries/3311",
    "judge_size": 'curl -H "Content-Type: application/json" /api/v1/standards/size \\\n'
    '  -d \'{"industry": "3311", "employees": 46, "revenue": "12400000", "total_assets": "12500000"}\'',
    "count_working_days": "curl '/api/v1/standards/working-days?from=2026-11-26&days=5'",
    "list_policies": "curl '/api/v1/policies?q=%E7%A8%B3%E5%B2%97&region=410100'",
    "list_information": "curl '/api/v1/policies/information?topic=market&region=410100'",
    "check_policies": 'curl -H "Content-Type: application/json" /api/v1/policies/check \\\n'
    '  -d \'{"facts": {"organisation_kind": "enterprise", "employees": 46, "annual_taxable_income": "800000"}}\'',
    "get_handoff": 'curl -H "Authorization: Bearer $KEY" /api/v1/filings/handoffs/HQ26-7K3M-9QX2',
    "bring_outcome": 'curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\\n'
    "  /api/v1/filings/outcomes \\\n"
    '  -d \'{"number": "HQ26-7K3M-9QX2", "stage": "granted", "on": "2026-11-20", "amount": "50000"}\'',
    "bring_outcomes": 'curl -H "Authorization: Bearer $KEY" -H "Idempotency-Key: 2026-11-20-01" \\\n'
    '  -H "Content-Type: application/json" /api/v1/filings/outcome-lists \\\n'
    '  -d \'{"on_fault": "rest", "policy": "P01", "outcomes": [{"uscc": "91410100MA0000001X", '
    '"stage": "applied", "on": "2026-11-20"}]}\'',
    "get_policy": "curl '/api/v1/policies/P01?on=2026-11-26'",
}
TYPES = {
    "string": mark("文字"),
    "integer": mark("整数"),
    "number": mark("数字"),
    "boolean": mark("是或否"),
    "array": mark("列表"),
    "object": mark("对象"),
}


def call(name: str) -> dict[str, str]:
    """What a call is for, and an example of it."""
    return {"description": _(CALLS[name]), "example": EXAMPLES[name]}


def meaning(field: str, call: str) -> str:
    """What a field says, in this call or in all."""
    return _(FIELDS.get(f"{call}.{field}") or FIELDS[field])


def kind(types: list[str]) -> str:
    """A JSON type in a word or two."""
    return _("或").join(_(TYPES[each]) for each in types) or _("任意")

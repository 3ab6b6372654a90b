"""What the ZIP of a closed round says: the case, a paper, how to verify."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from huiqi.demands.selectors import Case, intake_of
from huiqi.demands.wording import label
from huiqi.demands.wording.paper import paper
from huiqi.standards.calendars import Calendar

if TYPE_CHECKING:
    from huiqi.demands.ports import Chapter
    from huiqi.papers.models import Paper

README = """这是惠企（企业诉求服务平台）一件诉求的归档。

核验：安装 Python 3.9 或更新的版本，断网也可以，在本目录运行

    python3 huiqi_verify.py 归档.zip

单独下载的存档、附件写在后面（python3 huiqi_verify.py 归档.zip 存档.pdf），一起核对。

它检查每个文件是否和清单一致，日志是否一条接一条、内容未改，附件和存档是否就是日志记下的那些，
日志是否在每日封存之内。封存值请与平台公布或您另外保存的核对。

  case.json      诉求、同意、经过、时限、答复、评价、回访、服务协议
  case.pdf       全过程存档（已生成的）
  evidence/      附件
  agreements/    服务协议的交付成果，一份协议一个目录
  papers/        开具的文书
  journal.json   日志摘录及校验值
  manifest.json  清单、每个文件的 SHA-256、封存

This is the archive of one demand. To verify it, offline, with Python 3.9 or later:

    python3 huiqi_verify.py ARCHIVE.zip

A file that was kept apart is named behind it (python3 huiqi_verify.py ARCHIVE.zip FILE.pdf) and compared.

It checks every file against the list, the journal entry by entry, that attachments and the printed file are those of
the journal, and that the journal is under the daily seal. Compare the seal with a copy kept elsewhere.
"""


def case_told(
    case: Case, *, at: datetime, calendar: Calendar, matter: str, consent: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The case as it is printed, as data."""
    told, demand = paper(case, at=at, calendar=calendar, matter=matter), case.demand
    past = next((one for one in case.past if one.round == case.round), None)
    return {
        "request": {
            "facts": told["basics"],
            "title": demand.title,
            "text": demand.text,
            "against": demand.against,
            "filed_at": demand.filed_at,
        },
        "consent": {"privacy_notice": consent, "intake": told["intake"] if intake_of(demand) else []},
        "steps": [{name: str(row[name]) for name in ("when", "title", "by", "note")} for row in told["timeline"]],
        "promises": [{name: str(row[name]) for name in ("step", "whose", "due", "words")} for row in told["promises"]],
        "accountability": [str(record) for record in told["records"]],
        "answer": (past or demand).answer,
        "decision": told["ending"],
        "rating": {"level": label(case.rating.level), "comment": case.rating.comment} if case.rating else None,
        "visits": [
            {
                "at": visit.visited_at,
                "reached": visit.reached,
                "need_met": visit.need_met,
                "follow_up": visit.follow_up,
                "opinion": visit.opinion,
            }
            for visit in case.visits
        ],
    }


def agreement_told(one: Chapter) -> dict[str, Any]:
    """What was agreed, done and confirmed, as it is printed; the files are in the folder `agreements`."""
    files = [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in one.files]
    rows = [{"label": label, "value": value} for label, value in one.rows]
    return {"folder": f"agreements/{one.code}", "title": one.title, "rows": rows, "files": files}


def paper_told(one: Paper) -> dict[str, Any]:
    """A paper as it was issued."""
    names = ("kind", "title", "number", "organisation_name", "issued_at", "copies", "content", "sha256", "ended_at")
    return {name: getattr(one, name) for name in names}

"""The whole of a closed round as one ZIP, made when somebody asks for it, which proves itself without us.

Whatever is shown to who asks is in it, and nothing else: of an entry that is not for him there is the hash, so that the
chain can be followed through it.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from huiqi.accounts.selectors import consent_of
from huiqi.demands.permissions import INTERNAL_PAPERS, is_firm
from huiqi.demands.ports import chapters_of
from huiqi.demands.selectors import OF_VISITS, hears_no_visit, intake_of, matter_of, sheets_of, shielded
from huiqi.demands.services.archiving import chapters_for, printed_for
from huiqi.demands.wording.archived import README, agreement_told, case_told, paper_told
from huiqi.demands.wording.story import WITHIN_TEXTS
from huiqi.demands.words import INTERNAL, INTERNAL_FILES, Verb
from huiqi.files.selectors import location
from huiqi.journal.selectors import chain_told, sealed
from huiqi.kernel.access import Role
from huiqi.kernel.printing import NoPrinter
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.demands.ports import Chapter
    from huiqi.demands.selectors import Case
    from huiqi.kernel.access import Actor

FORMAT = "huiqi-archive/1"
VERIFIER = Path(__file__).resolve().parents[3] / "huiqi_verify.py"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive: `in_journal`, where the journal holds its hash."""

    path: str
    what: str
    sha256: str
    size: int
    in_journal: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """How much of the case is for who asks: `own`, the enterprise; `unheard`, whoever the visits are about."""

    own: bool
    unheard: bool
    withheld: tuple[str, ...]


def pack(case: Case, actor: Actor, *, at: datetime) -> IO[bytes]:
    """The ZIP of a closed round, as the enterprise itself or its handlers may have it; the caller closes it.

    Texts are in Chinese, as they were written. Nothing is stored.
    """
    own, unheard = is_firm(actor, case.demand), hears_no_visit(case, actor)
    withheld = INTERNAL if own else () if actor.is_a(Role.HUB_OPERATOR) else (Verb.RATE,)
    printed = _printed_anew(case, actor, at)
    case, view = shielded(case, actor), View(own, unheard, (*withheld, *(OF_VISITS if unheard else ())))
    more = chapters_for(actor, chapters_of(case.demand))
    made = tempfile.TemporaryFile()  # noqa: SIM115 — the answer closes it when it is sent
    with ZipFile(made, "w", ZIP_DEFLATED) as archive, translation.override("zh-hans"):
        files = [*_told(archive, case, view, more, at), *_printed(archive, case, printed)]
        files += [*_evidence(archive, case, own), *_delivered(archive, more)]
        files.append(_text(archive, "README.txt", "怎样核验", README))
        files.append(_text(archive, "huiqi_verify.py", "核验程序", VERIFIER.read_text(encoding="utf-8")))
        archive.writestr("manifest.json", _json(_manifest(case, files, at)))
    made.seek(0)
    return made


def _manifest(case: Case, files: list[Packed], at: datetime) -> dict[str, Any]:
    """What is in it, and under which seal the journal is."""
    found = sealed(case.demand.ref)
    seal: dict[str, Any] | None = None
    if found:
        told = ("number", "day", "heads", "root", "previous", "hash")
        seal = {name: getattr(found.seal, name) for name in told}
        seal |= {"head": asdict(found.head), "path": [asdict(step) for step in found.path]}
    number = case.demand.number
    return {"format": FORMAT, "number": number, "round": case.round, "made_at": at, "seal": seal} | {
        "files": [asdict(one) for one in files]
    }


def _told(archive: ZipFile, case: Case, view: View, more: Sequence[Chapter], at: datetime) -> Iterator[Packed]:
    """Request, consent, steps, decision or answer, rating, visits, agreements; the papers; the journal."""
    demand, intake = case.demand, intake_of(case.demand)
    told = case_told(case, at=at, calendar=calendar(), matter=matter_of(intake), consent=consent_of(demand.filed_by))
    told |= {"visits": None, "visits_withheld": "回访的是您自己的办理，不给您看"} if view.unheard else {}
    told["agreements"] = [agreement_told(one) for one in more]
    yield _text(archive, "case.json", "诉求、同意、经过、答复、评价、回访、服务协议", _json(told))
    for paper in sheets_of(demand):
        code = paper.kind.removeprefix("demand_")
        if not (view.own and code in INTERNAL_PAPERS) and not (view.unheard and code == "visit"):
            name = f"papers/{paper.kind}-{paper.year}-{paper.serial}.json"
            yield _text(archive, name, paper.title, _json(paper_told(paper)))
    entries = chain_told(demand.ref, without=view.withheld, texts_without=WITHIN_TEXTS if view.own else ())
    yield _text(archive, "journal.json", "日志摘录及校验值", _json({"entries": entries}))


def _printed_anew(case: Case, actor: Actor, at: datetime) -> bytes | None:
    """The PDF for somebody who may not read all of it; where none can be made now, none at all."""
    try:
        return printed_for(case, actor, at=at)
    except NoPrinter:
        return b""


def _printed(archive: ZipFile, case: Case, anew: bytes | None) -> Iterator[Packed]:
    """The PDF of the round, where it is made; the one made anew has no hash in the journal."""
    if anew is not None:
        if anew:
            archive.writestr("case.pdf", anew)
            yield Packed("case.pdf", "全过程存档（不含不给您看的）", hashlib.sha256(anew).hexdigest(), len(anew))
        return
    if case.archive and case.archive.file and not case.archive.file.destroyed_at:
        yield _copied(archive, "case.pdf", "全过程存档", location(case.archive.file), in_journal=True)


def _evidence(archive: ZipFile, case: Case, own: bool) -> Iterator[Packed]:
    """What was attached, numbered; a name from outside is no path."""
    shown = [one for one in case.attachments if not own or one.purpose not in INTERNAL_FILES]
    shown = [one for one in shown if not one.file.destroyed_at]
    known = {digest for one in case.happenings for digest in one.data.get("digests", ())}
    for number, one in enumerate(shown, start=1):
        path, kept = f"evidence/{number:02d}-{_plain(one.file.name)}", location(one.file)
        yield _copied(archive, path, str(one.purpose.label), kept, in_journal=one.file.sha256 in known)


def _delivered(archive: ZipFile, more: Sequence[Chapter]) -> Iterator[Packed]:
    """What handlers delivered by their agreements, numbered, each agreement in a folder of its own."""
    for chapter in more:
        for number, file in enumerate((one for one in chapter.files if not one.destroyed_at), start=1):
            name = _plain(file.name)
            path = f"agreements/{chapter.code}/{number:02d}-{name}"
            yield _copied(archive, path, f"{chapter.title}：交付成果", location(file), in_journal=False)


def _plain(name: str) -> str:
    """The last part of a name from outside, which is no path."""
    return PurePath(name.replace("\\", "/")).name[-80:] or "file"


def _text(archive: ZipFile, path: str, what: str, text: str) -> Packed:
    content = text.encode()
    archive.writestr(path, content)
    return Packed(path, what, hashlib.sha256(content).hexdigest(), len(content))


def _copied(archive: ZipFile, path: str, what: str, source: Path, *, in_journal: bool) -> Packed:
    """A stored file, piece by piece; it is packed already, as a rule."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as content, archive.open(path, "w", force_zip64=True) as out:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return Packed(path, what, digest.hexdigest(), size, in_journal)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, cls=ExactJSON)


class ExactJSON(DjangoJSONEncoder):
    """Moments to the microsecond, as the journal hashes them."""

    def default(self, o: Any) -> Any:
        """Moments whole; everything else as Django does."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)

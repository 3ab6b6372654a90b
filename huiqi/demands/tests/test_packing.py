"""The ZIP of a closed round: complete, for those who may have it, and proving itself without us."""

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse

import huiqi_verify
from huiqi.demands import services
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Anonymity, Verb
from huiqi.files.services import store_file
from huiqi.journal.models import Look
from huiqi.journal.services import seal_journal
from tests.cast import NOON

pytestmark = pytest.mark.django_db

V = Verb
REPORT = b"%PDF-1.7 report"


@pytest.fixture
def closed(cast):
    """A demand with an attachment, rated, printed, sealed."""
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    kept = store_file("../报告.pdf", BytesIO(REPORT), len(REPORT), actor=cast.actor(cast.institution_clerk), at=NOON)
    play.do(V.ANSWER, files=[kept])
    play.do(V.RATE)
    play.do(V.ARCHIVE)
    services.make_archive(play.demand.id, at=play.now)
    seal_journal(at=play.now)
    return play


def asked(play, person, **query):
    """The answer to this person's download."""
    return play.cast.client(person).get(reverse("demands:archive_zip", args=[play.demand.ref]), query)


def saved(play, person, tmp_path, **query):
    """The ZIP this person downloads, as a file."""
    answer = asked(play, person, **query)
    assert answer.status_code == 200
    path = tmp_path / "archive.zip"
    path.write_bytes(b"".join(answer.streaming_content))
    return path


def rewritten(path, name, content):
    """The same archive with one file changed, added, or (None) left out."""
    other = path.with_name("other.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if content is not None:
            new.writestr(name, content)
    return other


def wrong(path):
    """What the verifier finds wrong, in English."""
    return [english for right, _chinese, english in huiqi_verify.verify(str(path)) if not right]


def test_everything_is_in_it_and_it_proves_itself(closed, tmp_path):
    path = saved(closed, closed.cast.receptionist_a, tmp_path)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        told = json.loads(archive.read("case.json"))
        assert archive.read("evidence/01-报告.pdf") == REPORT
    assert {"manifest.json", "journal.json", "case.json", "case.pdf", "README.txt", "huiqi_verify.py"} <= names
    assert told["answer"] == closed.demand.answer
    assert told["rating"]["level"] == "满意"
    assert wrong(path) == []


def test_the_verifier_inside_runs_alone_and_offline(closed, tmp_path):
    path = saved(closed, closed.cast.owner_x, tmp_path)
    with zipfile.ZipFile(path) as archive:
        archive.extract("huiqi_verify.py", tmp_path / "out")
    command = [sys.executable, "-I", str(tmp_path / "out" / "huiqi_verify.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "全部相符" in done.stdout
    assert "封存" in done.stdout


def test_a_file_that_was_kept_apart_is_found_in_the_archive_or_not(closed, tmp_path, capsys):
    path = saved(closed, closed.cast.owner_x, tmp_path)
    with zipfile.ZipFile(path) as archive:
        archive.extract("case.pdf", tmp_path)
    assert huiqi_verify.main([str(path), str(tmp_path / "case.pdf")]) == 0
    assert "就是归档里的 case.pdf" in capsys.readouterr().out
    (tmp_path / "case.pdf").write_bytes(b"%PDF another")
    for one in ("case.pdf", "not-there.pdf"):
        assert huiqi_verify.main([str(path), str(tmp_path / one)]) == 1
        assert f"✗ {'' if one == 'case.pdf' else '读不到 '}{tmp_path / one}" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["evidence/01-报告.pdf", "case.pdf", "case.json", "journal.json"])
def test_a_changed_file_is_named(closed, tmp_path, name):
    path = saved(closed, closed.cast.receptionist_a, tmp_path)
    content = '{"entries": []}' if name == "journal.json" else "x"
    assert f"{name} was changed" in wrong(rewritten(path, name, content))


def test_a_file_that_is_missing_or_added_is_named(closed, tmp_path):
    path = saved(closed, closed.cast.receptionist_a, tmp_path)
    assert "case.json is missing" in wrong(rewritten(path, "case.json", None))
    assert "extra.txt is not on the list" in wrong(rewritten(path, "extra.txt", "x"))


def changed_journal(path, change):
    """The archive with a changed journal and a list made anew to match, as a forger would."""
    with zipfile.ZipFile(path) as archive:
        journal, manifest = json.loads(archive.read("journal.json")), json.loads(archive.read("manifest.json"))
    change(journal["entries"])
    content = json.dumps(journal, ensure_ascii=False)
    for one in manifest["files"]:
        if one["path"] == "journal.json":
            one["sha256"] = hashlib.sha256(content.encode()).hexdigest()
    other = rewritten(path, "journal.json", content)
    return rewritten(other.rename(path), "manifest.json", json.dumps(manifest, ensure_ascii=False))


def test_a_forged_entry_is_named(closed, tmp_path):
    path = saved(closed, closed.cast.receptionist_a, tmp_path)
    found = wrong(changed_journal(path, lambda entries: entries[1]["data"].update(to="refused")))
    assert any("entry 2" in one and "was changed" in one for one in found)


def test_a_forged_text_is_named(closed, tmp_path):
    path = saved(closed, closed.cast.receptionist_a, tmp_path)
    found = wrong(changed_journal(path, lambda entries: entries[0]["texts"]["text"].update(text="别的")))
    assert found == [one for one in found if "text" in one]
    assert len(found) == 1


def test_a_chain_made_anew_is_not_under_the_seal(closed, tmp_path):
    def forge(entries):
        previous = ""
        for entry in entries:
            entry["previous"] = previous
            if entry["number"] == 2:
                entry["actor_ref"] = "somebody"
            entry["hash"] = previous = huiqi_verify.entry_hash(entry)

    path = saved(closed, closed.cast.hub_operator, tmp_path)
    assert wrong(changed_journal(path, forge)) == ["the journal is not what was sealed"]


def test_an_enterprise_follows_the_chain_through_what_is_not_for_it(cast, tmp_path):
    play = Play(cast).through(V.REGISTER, V.CONSULT, V.GIVE_OPINION, V.HAND_ON, V.ANSWER, V.RATE, V.ARCHIVE)
    path = saved(play, cast.owner_x, tmp_path)
    with zipfile.ZipFile(path) as archive:
        whole = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
        entries = json.loads(archive.read("journal.json"))["entries"]
    assert wrong(path) == []
    assert sum(one.get("withheld", False) for one in entries) == 2
    assert "收费没有依据" not in whole
    assert "周五前答应给企业回话" not in whole
    assert wrong(saved(play, cast.receptionist_a, tmp_path)) == []


def test_who_was_rated_is_not_told_who_rated(closed, tmp_path):
    def rating(person):
        with zipfile.ZipFile(saved(closed, person, tmp_path)) as archive:
            return [one for one in json.loads(archive.read("journal.json"))["entries"] if one.get("verb") == "rate"]

    assert rating(closed.cast.receptionist_a) == rating(closed.cast.institution_clerk) == []
    assert [one["verb"] for one in rating(closed.cast.hub_operator)] == ["rate"]
    assert wrong(tmp_path / "archive.zip") == []


def test_every_download_leaves_a_trace(closed, tmp_path):
    saved(closed, closed.cast.receptionist_a, tmp_path)
    look = Look.objects.get(what="archive")
    assert (look.subject_ref, look.person_ref) == (closed.demand.ref, str(closed.cast.receptionist_a.ref))


def test_who_may_not_see_it_or_is_not_told_the_name_gets_none(closed):
    for person in (closed.cast.owner_y, closed.cast.receptionist_b):
        assert asked(closed, person).status_code == 404
    type(closed.demand).objects.filter(id=closed.demand.id).update(anonymity=Anonymity.WITHHELD)
    assert asked(closed, closed.cast.institution_clerk).status_code == 404


def test_an_open_demand_has_none(cast):
    play = Play(cast).through(V.REGISTER)
    assert asked(play, cast.receptionist_a).status_code == 404
    assert asked(play, cast.receptionist_a, round="7").status_code == 404


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_is_said_in_a_sentence(tmp_path, content, capsys):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert huiqi_verify.main([str(path)]) == 2
    assert "不是惠企的归档文件" in capsys.readouterr().out


@pytest.fixture
def visited(cast):
    """A demand that was answered by an institution, visited about it, printed."""
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE)
    play.do(V.VISIT, visit=services.Visit(True, True, False, HEARD))
    play.do(V.ARCHIVE)
    services.make_archive(play.demand.id, at=play.now)
    return play


HEARD = "经办的人态度不好"


HEARS = [("manager_a", True), ("hub_operator", True), ("receptionist_a", False), ("institution_clerk", False)]


@pytest.mark.parametrize(("who", "hears"), [("owner_x", True), *HEARS])
def test_nobody_finds_in_the_archive_what_was_said_about_him_on_the_telephone(visited, tmp_path, who, hears):
    path = saved(visited, getattr(visited.cast, who), tmp_path)
    with zipfile.ZipFile(path) as archive:
        told = archive.read("case.json").decode() + archive.read("journal.json").decode()
        pdf = text_of(archive.read("case.pdf"))
    assert (HEARD in told) is hears
    assert (HEARD in pdf) is hears
    assert wrong(path) == []


@pytest.mark.parametrize(("who", "hears"), HEARS)
def test_nor_in_the_printed_file(visited, who, hears):
    address = reverse("demands:archive_file", args=[visited.demand.ref])
    answer = visited.cast.client(getattr(visited.cast, who)).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert (HEARD in text_of(b"".join(answer.streaming_content))) is hears


def text_of(pdf):
    """What a PDF says, without line breaks."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")

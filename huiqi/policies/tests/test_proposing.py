"""`manage.py propose_conditions` and `propose_document`: lines in, lines out, in the labels' shape."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

TEXT = "对年营业收入2000万元以上的工业企业，给予10万元奖励。"


def _ran(command: str, lines: str, folder: Path) -> list[dict[str, object]]:
    (folder / "in.jsonl").write_text(lines, "utf-8")
    call_command(command, str(folder / "in.jsonl"), str(folder / "out.jsonl"))
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def test_conditions_are_written_as_the_labels_have_them(tmp_path: Path) -> None:
    told = _ran("propose_conditions", json.dumps({"id": "a", "text": TEXT}) + "\n\n", tmp_path)
    assert [row["id"] for row in told] == ["a"]
    conditions = told[0]["conditions"]
    assert isinstance(conditions, list)
    revenue = next(one for one in conditions if one["fact"] == "revenue")
    assert (revenue["op"], revenue["value"], revenue["unit"]) == (">=", 20_000_000, "yuan")
    assert set(revenue) == {"fact", "op", "value", "words", "unit"}


def test_a_document_is_written_as_the_labels_have_it(tmp_path: Path) -> None:
    told = _ran("propose_document", json.dumps({"id": 1, "text": "某县奖励办法\n" + TEXT}), tmp_path)
    fields = "id title doc_no issuer issued_on valid_from valid_to benefits materials apply"
    assert list(told[0]) == fields.split()
    assert told[0]["benefits"] == [{"words": "给予10万元奖励", "amount": 100_000, "unit": "yuan"}]


@pytest.mark.parametrize("lines", ["no json", '{"id": 1}', '["a"]', '{"id": 1, "text": null}'])
def test_a_bad_line_is_named_and_nothing_is_written(lines: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="line 2"):
        _ran("propose_conditions", json.dumps({"id": 1, "text": ""}) + "\n" + lines, tmp_path)
    assert not (tmp_path / "out.jsonl").exists()

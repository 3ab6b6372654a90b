"""What an objection took out of the count: said as such in the list of missed promises and in its spreadsheet."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.services import miss_due_promises, strike_record
from huiqi.demands.tests.play import Play
from tests.cast import ZONE

LATE = datetime(2026, 11, 23, 17, 31, tzinfo=ZONE)


def test_a_struck_record_stands_in_list_and_spreadsheet_as_what_does_not_count(cast):
    Play(cast).file()
    miss_due_promises(at=LATE)
    strike_record(AccountabilityRecord.objects.get().id, "系统停用。", actor=cast.actor(cast.hub_operator), at=LATE)
    client = cast.client(cast.manager_a)
    assert "异议成立，不计" in client.get("/demands/accountability/").content.decode()
    answer = client.get("/demands/accountability/export/")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert ("异议成立，不计", "系统停用。") in [row[-2:] for row in rows]

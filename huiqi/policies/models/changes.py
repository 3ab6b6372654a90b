"""The table of what is to be followed: which enterprise changed, so that derived columns are kept in step."""

from django.db import models
from django.db.models import Func, TextField
from django.db.models.functions import Cast


class FirmChange(models.Model):
    """Something that is known of an enterprise changed in the transaction of this number.

    Every machine follows by itself: it reads all numbers from the lowest that was still open when it last read, so that
    what is committed late is not missed. Rows are dropped once every machine has had days to read them.
    """

    enterprise_id = models.BigIntegerField()
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), TextField()), models.BigIntegerField()), db_index=True
    )
    at = models.DateTimeField()

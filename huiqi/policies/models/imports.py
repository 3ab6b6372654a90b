"""The table of imports: which file somebody brought, what became of each of its rows."""

from django.db import models

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.words import OnFault


class ImportRun(models.Model):
    """One file that was read; `raw` is its copy (none: too large to keep), `report` a line for each row or fault.

    A line holds `place`, `outcome` (made, same, refused) and either `ref` and `title` or `code` and `value`.
    """

    ref = RefField()
    name = models.CharField(max_length=200)
    raw = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    on_fault = WordField(OnFault)
    report = models.JSONField()
    made = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [word_check("on_fault", OnFault, "importrun_on_fault")]
        indexes = [models.Index(fields=["-at"], name="importrun_list")]

"""The table of addresses: what the library's sources answered when they were last asked."""

from django.db import models

from huiqi.kernel.fields import RefField


class SourceLink(models.Model):
    """One address named by texts and openings. `answer` is the HTTP status, 0 where nobody answered.

    `failing_since` stands while it does not answer; `content_hash` is of the text it last
    gave, by which a change is seen.
    """

    ref = RefField()
    url = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(null=True)
    failing_since = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["checked_at"], name="sourcelink_due")]

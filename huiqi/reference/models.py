"""The table of imported holiday notices."""

from django.db import models


class HolidayNotice(models.Model):
    """What a notice on holidays says of one year; importing a year again replaces it."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)
    holidays = models.JSONField()
    workdays = models.JSONField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=40)

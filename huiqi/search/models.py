"""The table that counts generations of the index, so that every process knows when to look again."""

from django.db import models


class Generation(models.Model):
    """One row: how often the content of the index has changed."""

    number = models.PositiveBigIntegerField(default=0)

import django.db.models as models
import django.db.models.deletion
from django.db import migrations

import huiqi.kernel.fields
import huiqi.kernel.refs

VERBS = ["register", "dispatch", "hand_on"]
OUTCOMES = ["waiting", "done", "refused"]


class Migration(migrations.Migration):
    """One verb for many demands: a batch, and a line for each of them."""

    dependencies = [("accounts", "0006_code_purpose"), ("demands", "0037_suspension")]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ("verb", models.CharField(max_length=40)),
                ("person_ref", models.CharField(max_length=40)),
                ("submission", models.UUIDField()),
                ("parameters", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("unseen", models.PositiveSmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(verb__in=VERBS), name="batch_verb"),
                    models.UniqueConstraint(fields=["person_ref", "submission"], name="batch_submitted_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(default="waiting", max_length=40)),
                ("said", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="demands.batch",
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demands.demand"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="batchline_outcome"),
                    models.UniqueConstraint(fields=["batch", "demand"], name="batchline_once"),
                ],
            },
        ),
    ]

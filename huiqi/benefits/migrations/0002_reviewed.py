"""Guides are approved and payment lists confirmed; what was published and made before says that it was not."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import huiqi.benefits.words

OFFICE = {
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "accounts.organisation",
}


def know_authors(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Who prepared or revised a programme wrote it, and does not approve its guide."""
    entries = apps.get_model("journal", "Entry").objects.filter(verb__in=["prepare", "revise"])
    for one in apps.get_model("benefits", "Programme").objects.order_by("id"):
        wrote = entries.filter(subject_ref=one.ref).order_by("id").values_list("actor_ref", flat=True)
        one.authors = sorted({one.prepared_by, *wrote})
        one.save(update_fields=["authors"])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0010_authority_and_finance"),
        ("benefits", "0001_initial"),
        ("journal", "0004_seals"),
    ]

    operations = [
        migrations.AddField("programme", "authority", models.ForeignKey(**OFFICE)),
        migrations.AddField(
            "programme",
            "authors",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.AddField("programme", "submitted_at", models.DateTimeField(null=True)),
        migrations.AddField("programme", "approved_by", models.CharField(blank=True, default="", max_length=40), False),
        migrations.AddField("paymentlist", "finance", models.ForeignKey(**OFFICE)),
        migrations.AddField("paymentlist", "revision", models.PositiveIntegerField(default=1)),
        migrations.AddField("paymentlist", "settled_at", models.DateTimeField(null=True)),
        migrations.AddField("paymentlist", "settled_by", models.CharField(blank=True, default="", max_length=40), False),
        migrations.AddField("paymentlist", "state", models.CharField(default="unchecked", max_length=40)),
        migrations.AlterField(
            "paymentlist",
            "state",
            models.CharField(default=huiqi.benefits.words.ListState["WAITING"], max_length=40),
        ),
        migrations.RunPython(know_authors, migrations.RunPython.noop),
    ]

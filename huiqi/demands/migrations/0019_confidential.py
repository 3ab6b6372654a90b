from django.db import migrations, models

COUNTED = ("state", "answered_at", "urgency", "urged_until", "escalated_until", "is_confidential")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("demands", "0018_desk"),
    ]

    operations = [
        migrations.AddField("demand", "is_confidential", models.BooleanField(db_default=False, default=False)),
        migrations.AlterField("demand", "found_by", models.TextField(blank=True)),
        migrations.RemoveIndex("demand", "demand_open"),
        migrations.RemoveIndex("demand", "demand_window_open"),
        migrations.AddIndex(
            "demand",
            models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["rank", "next_due_at", "id"],
                include=COUNTED,
                name="demand_open",
            ),
        ),
        migrations.AddIndex(
            "demand",
            models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["window", "rank", "next_due_at", "id"],
                include=COUNTED,
                name="demand_window_open",
            ),
        ),
        migrations.AddIndex(
            "demand",
            models.Index(
                condition=models.Q(("is_confidential", True)),
                fields=["window", "next_due_at", "id"],
                name="demand_confidential",
            ),
        ),
        migrations.CreateModel(
            name="Insider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField()),
                ("named_by", models.CharField(max_length=40)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by", models.CharField(blank=True, max_length=40)),
                (
                    "demand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="insiders",
                        to="demands.demand",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False, on_delete=models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["demand"], name="insider_demand")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)), fields=("person", "demand"), name="insider_once"
                    )
                ],
            },
        ),
    ]

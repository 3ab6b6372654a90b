from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0022_names_withheld"),
        ("enterprises", "0004_nobody"),
    ]

    operations = [
        migrations.RemoveConstraint("demand", "demand_anonymity"),
        migrations.AddConstraint(
            "demand",
            models.CheckConstraint(
                condition=models.Q(("anonymity__in", ["named", "withheld", "anonymous"])), name="demand_anonymity"
            ),
        ),
        migrations.AddField(
            "demand", "against", models.CharField(blank=True, db_default="", default="", max_length=120)
        ),
        migrations.CreateModel(
            name="AddressCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField(db_index=True)),
                ("times", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0021_more_time"),
    ]

    operations = [
        migrations.AddField(
            "demand", "anonymity", models.CharField(db_default="named", default="named", max_length=40)
        ),
        migrations.AddConstraint(
            "demand",
            models.CheckConstraint(
                condition=models.Q(("anonymity__in", ["named", "withheld"])), name="demand_anonymity"
            ),
        ),
    ]

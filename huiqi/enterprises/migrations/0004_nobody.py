from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("enterprises", "0003_finding"),
    ]

    operations = [
        migrations.AddConstraint(
            "enterprise",
            models.UniqueConstraint(
                condition=models.Q(("kind", "anonymous")),
                fields=("kind",),
                name="enterprise_stands_for_nobody_once",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wrong codes at every door that a code opens; what was tried wrongly before counts no more."""

    dependencies = [
        ("accounts", "0006_code_purpose"),
    ]

    operations = [
        migrations.CreateModel(
            "WrongTry",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=40)),
                ("number", models.CharField(blank=True, max_length=24)),
                ("address", models.GenericIPAddressField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["address", "door", "at"], name="wrongtry_at_door"),
                    models.Index(fields=["number", "at"], name="wrongtry_at_number"),
                    models.Index(fields=["at"], name="wrongtry_by_age"),
                ],
            },
        ),
    ]

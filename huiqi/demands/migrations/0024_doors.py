from django.db import migrations, models


class Migration(migrations.Migration):
    """What was tried wrongly before counts no more: it counts for ten minutes, and does not say at which door."""

    dependencies = [
        ("demands", "0023_anonymous"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM demands_wrongtry", migrations.RunSQL.noop),
        migrations.AddField("wrongtry", "door", models.CharField(max_length=40), preserve_default=False),
        migrations.AlterField("wrongtry", "number", models.CharField(blank=True, max_length=24)),
        migrations.RemoveIndex("wrongtry", "wrongtry_address"),
        migrations.AddIndex("wrongtry", models.Index(fields=["address", "door", "at"], name="wrongtry_address")),
        migrations.AddIndex("wrongtry", models.Index(fields=["at"], name="wrongtry_at")),
        migrations.AddConstraint(
            "wrongtry",
            models.CheckConstraint(
                condition=models.Q(("door__in", ["follow", "letters", "screen"])), name="wrongtry_door"
            ),
        ),
    ]

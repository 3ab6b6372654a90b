from django.db import migrations, models


class Migration(migrations.Migration):
    """What a one-time code is good for."""

    dependencies = [("accounts", "0005_seat_level")]

    operations = [
        migrations.AddField(
            "signincode", "purpose", models.CharField(max_length=40, default="sign_in"), preserve_default=False
        ),
        migrations.AddConstraint(
            "signincode",
            models.CheckConstraint(
                condition=models.Q(purpose__in=["sign_in", "confirm"]), name="signincode_purpose"
            ),
        ),
    ]

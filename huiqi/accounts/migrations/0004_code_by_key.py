from django.db import migrations


class Migration(migrations.Migration):
    """Codes are derived from a seed; those under way when this runs are asked for anew."""

    dependencies = [("accounts", "0003_expert")]

    operations = [migrations.RenameField("signincode", "digest", "seed")]

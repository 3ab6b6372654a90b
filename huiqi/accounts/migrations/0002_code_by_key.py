from django.db import migrations


class Migration(migrations.Migration):
    """Codes are derived from a seed; those under way when this runs are asked for anew."""

    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RenameField("signincode", "digest", "seed")]

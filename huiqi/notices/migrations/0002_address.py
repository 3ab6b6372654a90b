"""A notice to somebody without an account goes to an address: a mobile number, or now mail. Nothing is rewritten."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="told_once_by_one_key"),
        migrations.RemoveConstraint(model_name="notice", name="notice_person_or_mobile"),
        migrations.RenameField(model_name="notice", old_name="mobile", new_name="address"),
        migrations.AlterField(model_name="notice", name="address", field=models.CharField(blank=True, max_length=254)),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["key", "person", "address"], nulls_distinct=False, name="told_once_by_one_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(person=None) ^ Q(address=""), name="notice_person_or_address"
            ),
        ),
    ]

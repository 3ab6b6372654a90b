"""Count the open cases of the board from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_agree_code'),
        ('demands', '0048_listed_by_index'),
        ('network', '0007_rectification_limits'),
        ("supervision", "0002_step_rule_revision"),
    ]

    operations = [
        migrations.AddIndex(
            model_name='supervisioncase',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['organisation', 'state'], include=('proposed_at', 'reported_at', 'demand', 'window', 'id'), name='case_counted'),
        ),
    ]

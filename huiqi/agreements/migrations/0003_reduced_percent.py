"""What small and micro firms paid of the published price, as it stood when the version was written."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_duplicates_judged_and_papers'),
    ]

    operations = [
        migrations.AddField(
            model_name='version',
            name='percent',
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]

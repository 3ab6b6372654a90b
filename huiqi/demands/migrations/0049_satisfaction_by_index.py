"""Count satisfaction from indexes alone: whom was asked when, how what was asked for is rated, from which device."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_agree_code'),
        ('demands', '0048_listed_by_index'),
        ('network', '0007_rectification_limits'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='ratingrequest',
            name='ratingrequest_window',
        ),
        migrations.RemoveIndex(
            model_name='ratingrequest',
            name='ratingrequest_asked',
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(condition=models.Q(('request__isnull', False)), fields=['rated_at'], include=('request', 'level', 'is_excluded', 'id'), name='rating_counted'),
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(condition=models.Q(('source', ''), _negated=True), fields=['request'], include=('source', 'id'), name='rating_source'),
        ),
        migrations.AddIndex(
            model_name='ratingrequest',
            index=models.Index(fields=['window', 'asked_at'], include=('organisation', 'person', 'id'), name='ratingrequest_window'),
        ),
        migrations.AddIndex(
            model_name='ratingrequest',
            index=models.Index(fields=['asked_at'], include=('window', 'organisation', 'person', 'id'), name='ratingrequest_asked'),
        ),
    ]

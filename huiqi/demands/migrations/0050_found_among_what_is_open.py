"""What is open is found by its words and by who has it from an index alone; two indexes less to keep at every answer.

Those were of the digest of a rating's link, for LIKE, and of its demand, which the rounds have.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_agree_code'),
        ('demands', '0049_satisfaction_by_index'),
        ('enterprises', '0004_nobody'),
        ('network', '0007_rectification_limits'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ratingrequest',
            name='demand',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rating_requests', to='demands.demand'),
        ),
        migrations.AlterField(
            model_name='ratingrequest',
            name='digest',
            field=models.CharField(max_length=64),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['rank', 'next_due_at', 'id'], include=('window', 'kind', 'state', 'is_confidential', 'first_contact', 'found_by'), name='demand_open_said'),
        ),
        migrations.AddIndex(
            model_name='handling',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['taken_by'], include=('demand',), name='handling_taken'),
        ),
        migrations.AddConstraint(
            model_name='ratingrequest',
            constraint=models.UniqueConstraint(fields=('digest',), name='ratingrequest_digest'),
        ),
    ]

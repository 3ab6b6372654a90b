import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

import huiqi.kernel.pieces

FILL_DEMANDS = """
UPDATE demands_demand AS demand
SET found_by = lower(demand.title) || E'\\n' || firm.name_key,
    handlers = coalesce((
        SELECT array_agg(DISTINCT organisation_id ORDER BY organisation_id) FROM demands_handling
        WHERE demand_id = demand.id AND state NOT IN ('returned', 'recalled')
    ), '{}')
FROM enterprises_enterprise AS firm
WHERE firm.id = demand.enterprise_id
"""

FILL_RECORDS = """
UPDATE demands_accountabilityrecord AS record SET window_id = demand.window_id
FROM demands_demand AS demand
WHERE demand.id = record.demand_id
"""


class Migration(migrations.Migration):
    """What is asked of every desk stands in the row itself. A million demands take some minutes, once."""

    dependencies = [
        ('demands', '0010_beside_the_flow'),
        ('enterprises', '0001_initial'),
        ('kernel', '0001_pieces'),
        ('network', '0001_initial'),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RemoveIndex(model_name='accountabilityrecord', name='accountability_due'),
        migrations.RemoveIndex(model_name='handling', name='handling_desk'),
        migrations.AlterField(
            model_name='demand',
            name='enterprise',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='enterprises.enterprise'),
        ),
        migrations.AlterField(
            model_name='demand',
            name='window',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='network.window'),
        ),
        migrations.AlterField(
            model_name='promise',
            name='demand',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='demands.demand'),
        ),
        migrations.AddField(
            model_name='accountabilityrecord',
            name='window',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.window'),
        ),
        migrations.AddField(
            model_name='demand',
            name='found_by',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='demand',
            name='handlers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.RunSQL(FILL_DEMANDS, migrations.RunSQL.noop),
        migrations.RunSQL(FILL_RECORDS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='accountabilityrecord',
            name='window',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.window'),
        ),
        migrations.AddIndex(
            model_name='accountabilityrecord',
            index=models.Index(fields=['-due_at', '-id'], name='accountability_latest'),
        ),
        migrations.AddIndex(
            model_name='accountabilityrecord',
            index=models.Index(fields=['window', '-due_at', '-id'], name='accountability_window'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('closed_at', None)), fastupdate=False, fields=['handlers'], name='demand_handlers_open'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=django.contrib.postgres.indexes.GinIndex(models.F('window'), models.F('handlers'), huiqi.kernel.pieces.Pieces('found_by'), condition=models.Q(('closed_at__isnull', False)), fastupdate=False, name='demand_said'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handlers', []), _negated=True), models.Q(('state__in', ['dispatched', 'in_progress']), _negated=True), _connector='OR'), name='demand_handlers_when_handled'),
        ),
        migrations.RunSQL('ANALYZE demands_demand, demands_accountabilityrecord', migrations.RunSQL.noop),
    ]

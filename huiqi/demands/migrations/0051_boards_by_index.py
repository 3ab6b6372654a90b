"""What falls due and what handlers ended is read from indexes alone, which are vacuumed early (`0047_vacuumed_early`).

What was just promised, asked to be rated and rated is what boards count: an index alone has it once it was vacuumed.
"""

from django.db import migrations, models

TABLES = ("demands_promise", "demands_ratingrequest", "demands_rating")
EARLY = (
    "ALTER TABLE {0} SET (autovacuum_vacuum_scale_factor = 0.002, autovacuum_vacuum_insert_scale_factor = 0.002)"
)
USUAL = "ALTER TABLE {0} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor)"


class Migration(migrations.Migration):

    dependencies = [
        ('demands', '0050_found_among_what_is_open'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='handling', name='handling_ended'),
        migrations.RemoveIndex(model_name='promise', name='promise_to_watch'),
        migrations.AddIndex(
            model_name='handling',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], include=('organisation', 'state', 'demand'), name='handling_ended'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('kept_at', None), ('missed_at', None), ('released_at', None)), fields=['due_at', 'id'], include=('demand', 'held_at'), name='promise_to_watch'),
        ),
        *(migrations.RunSQL(EARLY.format(table), USUAL.format(table)) for table in TABLES),
    ]

"""What is open is counted as it changes, not when somebody looks (decision 19); visits to make are read from an index.

The functions are all there is to say about the figures: `demands_open_figures` says in which of them a demand counts,
the triggers add the difference of before and after, `demands_count_open` counts everything anew.
"""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION demands_open_figures(d demands_demand) RETURNS TABLE (figure text, day date)
LANGUAGE sql STABLE AS $$
    SELECT told.figure, told.day FROM (VALUES
        (d.state::text, NULL::date, true),
        ('green', NULL, d.rank = 0),
        ('urgent', NULL, d.rank <= 1 AND d.urgency = 'urgent'),
        ('urged', NULL, d.urged_until IS NOT NULL),
        ('escalated', NULL, d.escalated_until IS NOT NULL),
        ('due', (d.next_due_at AT TIME ZONE 'Asia/Shanghai')::date, d.next_due_at IS NOT NULL)
    ) AS told (figure, day, counts)
    WHERE told.counts AND d.id IS NOT NULL AND d.closed_at IS NULL AND NOT d.is_confidential
$$;

CREATE FUNCTION demands_tally_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO demands_opentally (scope, figure, day, n)
    SELECT told.scope, told.figure, told.day, sum(told.n)
    FROM (
        SELECT scope, figure, day, -1 AS n
        FROM demands_open_figures(OLD), unnest(ARRAY[0, OLD.window_id]) AS scope
        UNION ALL
        SELECT scope, figure, day, 1
        FROM demands_open_figures(NEW), unnest(ARRAY[0, NEW.window_id]) AS scope
    ) AS told
    GROUP BY told.scope, told.figure, told.day HAVING sum(told.n) <> 0;
    RETURN NULL;
END $$;

CREATE TRIGGER demands_tally_opened AFTER INSERT ON demands_demand FOR EACH ROW
    WHEN (NEW.closed_at IS NULL) EXECUTE FUNCTION demands_tally_open();
CREATE TRIGGER demands_tally_gone AFTER DELETE ON demands_demand FOR EACH ROW
    WHEN (OLD.closed_at IS NULL) EXECUTE FUNCTION demands_tally_open();
CREATE TRIGGER demands_tally_changed AFTER UPDATE ON demands_demand FOR EACH ROW
    WHEN (
        (OLD.closed_at IS NULL OR NEW.closed_at IS NULL) AND (
            OLD.window_id, OLD.state, OLD.closed_at IS NULL, OLD.is_confidential, OLD.rank, OLD.urgency,
            OLD.urged_until IS NULL, OLD.escalated_until IS NULL, OLD.next_due_at
        ) IS DISTINCT FROM (
            NEW.window_id, NEW.state, NEW.closed_at IS NULL, NEW.is_confidential, NEW.rank, NEW.urgency,
            NEW.urged_until IS NULL, NEW.escalated_until IS NULL, NEW.next_due_at
        )
    ) EXECUTE FUNCTION demands_tally_open();

CREATE FUNCTION demands_count_open() RETURNS void LANGUAGE sql AS $$
    LOCK TABLE demands_demand IN SHARE MODE;
    LOCK TABLE demands_opentally IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM demands_opentally;
    INSERT INTO demands_opentally (scope, figure, day, n, is_folded)
    SELECT scope, told.figure, told.day, count(*), true
    FROM demands_demand d, demands_open_figures(d) AS told, unnest(ARRAY[0, d.window_id]) AS scope
    WHERE d.closed_at IS NULL
    GROUP BY scope, told.figure, told.day;
$$;

SELECT demands_count_open();
ALTER TABLE demands_opentally SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
"""
BACKWARD = """
DROP TRIGGER demands_tally_opened ON demands_demand;
DROP TRIGGER demands_tally_gone ON demands_demand;
DROP TRIGGER demands_tally_changed ON demands_demand;
DROP FUNCTION demands_count_open();
DROP FUNCTION demands_tally_open();
DROP FUNCTION demands_open_figures(demands_demand);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('demands', '0054_waits_since_when'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField()),
                ('figure', models.CharField(max_length=20)),
                ('day', models.DateField(null=True)),
                ('n', models.IntegerField()),
                ('is_folded', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['scope', 'figure', 'day'], include=('n',), name='opentally_read'),
                    models.Index(condition=models.Q(('is_folded', False)), fields=['id'], name='opentally_changed'),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RemoveIndex(model_name='visittask', name='visittask_open'),
        migrations.AddIndex(
            model_name='visittask',
            index=models.Index(fields=['office', 'due_at', 'id'], include=('visitor', 'call_after', 'demand', 'request'), condition=models.Q(('done_at', None)), name='visittask_open'),
        ),
    ]

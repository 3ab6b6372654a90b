"""How answers are rated and visited is counted as it happens, by day (decision 19), not when somebody looks.

Of each table it is said what a row of it counts in; of that are made what its triggers add and take away, and
`demands_count_answers`, which counts everything anew.
"""

from django.db import migrations, models

GOOD = "('very_satisfied', 'satisfied', 'fairly_satisfied')"
LEVELS = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
OF_RATING = {
    "rated": "true",
    "excluded": "r.is_excluded",
    **{level: f"NOT r.is_excluded AND r.level = '{level}'" for level in LEVELS},
    "hasty": "r.rated_at <= r.asked_at + interval '2 minutes'",
}
OF_VISIT = {
    "visits": "true",
    "reached": "r.done_at IS NOT NULL AND r.outcome = 'reached'",
    "refused": "r.done_at IS NOT NULL AND r.outcome = 'refused'",
    "unreachable": "r.done_at IS NOT NULL AND r.outcome NOT IN ('reached', 'refused')",
    "waiting": "r.done_at IS NULL",
    "by_phone": "r.level <> ''",
    "by_phone_good": f"r.level IN {GOOD}",
}
OF_APPEAL = {"appeals": "true", "upheld": "r.upheld"}
FIGURES = ("asked", *OF_RATING, *OF_APPEAL, *OF_VISIT)
WHOSE = ("asked_at", "window_id", "organisation_id", "person")
APPEALED = (
    "SELECT x.asked_at, x.window_id, x.organisation_id, x.person, a.upheld"
    " FROM (SELECT {0}.*) a JOIN demands_rating x ON x.id = a.rating_id"
)
SOURCES = {
    "ratingrequest": ({"asked": "true"}, "SELECT {0}.*", WHOSE),
    "rating": (OF_RATING, "SELECT {0}.*", (*WHOSE, "level", "is_excluded", "rated_at")),
    "visittask": (OF_VISIT, "SELECT {0}.*", (*WHOSE, "outcome", "level", "done_at")),
    "ratingappeal": (OF_APPEAL, APPEALED, ("rating_id", "upheld")),
}
"""Of each table: its figures, its rows with whose answer they are about, and the columns on which it depends."""

TALLIED = """
    FROM ({rows}) AS r
    CROSS JOIN LATERAL (VALUES ('window', r.window_id, ''), ('person', r.organisation_id, r.person)) AS k (by, key, person)
    WHERE r.asked_at IS NOT NULL AND k.key IS NOT NULL
"""
OF_DAY = "k.by, k.key, k.person, (r.asked_at AT TIME ZONE 'Asia/Shanghai')::date"


def _added(rows: str, figures: dict[str, str], sign: str) -> str:
    counts = ", ".join(f"{sign}coalesce({told}, false)::int" for told in figures.values())
    tallied = TALLIED.format(rows=rows)
    return f"INSERT INTO demands_answertally (by, key, person, day, {', '.join(figures)}) SELECT {OF_DAY}, {counts}{tallied};"


def _trigger(name: str) -> str:
    figures, rows, columns = SOURCES[name]
    old, new = (", ".join(f"{one}.{column}" for column in columns) for one in ("OLD", "NEW"))
    return f"""
CREATE FUNCTION demands_tally_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        {_added(rows.format("OLD"), figures, "-")}
    END IF;
    IF TG_OP <> 'DELETE' THEN
        {_added(rows.format("NEW"), figures, "")}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER demands_tallied AFTER INSERT OR DELETE ON demands_{name} FOR EACH ROW
    EXECUTE FUNCTION demands_tally_{name}();
CREATE TRIGGER demands_tallied_anew AFTER UPDATE ON demands_{name} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION demands_tally_{name}();
"""


def _all_of(name: str) -> str:
    figures, rows, _columns = SOURCES[name]
    of = rows.format("t") if name == "ratingappeal" else "SELECT *"
    every = of.replace("(SELECT t.*)", "demands_ratingappeal") if name == "ratingappeal" else f"{of} FROM demands_{name}"
    counts = ", ".join(
        f"count(*) FILTER (WHERE {figures[one]})" if one in figures else "0" for one in FIGURES
    )
    return f"SELECT {OF_DAY}, {counts}{TALLIED.format(rows=every)} GROUP BY 1, 2, 3, 4"


COUNTED = f"""
CREATE FUNCTION demands_count_answers() RETURNS void LANGUAGE sql AS $$
    LOCK TABLE {", ".join(f"demands_{name}" for name in SOURCES)} IN SHARE MODE;
    LOCK TABLE demands_answertally IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM demands_answertally;
    INSERT INTO demands_answertally (by, key, person, day, {", ".join(FIGURES)}, is_folded)
    SELECT by, key, person, day, {", ".join(f"sum({one})" for one in FIGURES)}, true
    FROM ({" UNION ALL ".join(_all_of(name) for name in SOURCES)}) AS told (by, key, person, day, {", ".join(FIGURES)})
    GROUP BY by, key, person, day ORDER BY by, day, key;
$$;
SELECT demands_count_answers();
ALTER TABLE demands_answertally SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
"""
FORWARD = "".join(_trigger(name) for name in SOURCES) + COUNTED
BACKWARD = "DROP FUNCTION demands_count_answers();" + "".join(
    f"DROP TRIGGER demands_tallied ON demands_{name}; DROP TRIGGER demands_tallied_anew ON demands_{name};"
    f" DROP FUNCTION demands_tally_{name}();"
    for name in SOURCES
)


class Migration(migrations.Migration):

    dependencies = [
        ('demands', '0055_open_tally'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=8)),
                ('key', models.BigIntegerField()),
                ('person', models.CharField(blank=True, max_length=40)),
                ('day', models.DateField()),
                ('is_folded', models.BooleanField(db_default=False, default=False)),
                *((one, models.IntegerField(db_default=0, default=0)) for one in FIGURES),
            ],
            options={
                'indexes': [
                    models.Index(fields=['by', 'day', 'key', 'person'], name='answertally_read'),
                    models.Index(condition=models.Q(('is_folded', False)), fields=['id'], name='answertally_changed'),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

"""Finding a firm by any fragment: one key column, and an index of its pairs and triples of characters."""

import django.contrib.postgres.indexes
import django.db.models.functions
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION huiqi_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
    SELECT array_agg(substr(words, start, size))
    FROM generate_series(1, length(words) - 1) AS start, (VALUES (2), (3)) AS sizes (size)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0002_claims")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION huiqi_grams(text)"),
        migrations.AddField(
            "enterprise",
            "search_key",
            models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.Lower(
                    django.db.models.functions.Concat(
                        "name_key", models.Value(" "), "uscc", models.Value(" "), "contact_mobile"
                    )
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            "enterprise",
            django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("search_key"), function="huiqi_grams"), name="enterprise_grams"
            ),
        ),
    ]

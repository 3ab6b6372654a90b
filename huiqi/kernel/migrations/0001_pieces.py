from django.db import migrations

MAKE = """
CREATE FUNCTION pieces_of(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg(substr(said, place, 2)) || string_to_array(said, NULL)
    FROM generate_series(1, length(said) - 1) AS place
$$
"""


class Migration(migrations.Migration):
    """The characters of a text and its pairs of neighbours, for an index that finds words of any length."""

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION pieces_of(text)")]

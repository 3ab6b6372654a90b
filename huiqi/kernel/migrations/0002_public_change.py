from django.db import migrations

MAKE = """
CREATE TABLE public_change (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

CREATE FUNCTION public_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    INSERT INTO public_change DEFAULT VALUES RETURNING id INTO made;
    IF made % 16 = 0 THEN
        DELETE FROM public_change WHERE id IN (
            SELECT id FROM public_change WHERE id < made - 16 ORDER BY id FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Says that something public changed (decision 22): a row for every statement that may have changed it.

    Rows are only added, so that nobody waits for anybody, and a rollback takes its own along. The old go now and then;
    the newest never does before a newer one, so that the same rows never come again after a change.
    """

    dependencies = [("kernel", "0001_pieces")]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION public_changed(); DROP TABLE public_change")]

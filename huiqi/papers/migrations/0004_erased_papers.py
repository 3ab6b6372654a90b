"""A rule of retention erases what a paper says, once a moment, and nothing else of it."""

from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION paper_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ends text[] := ARRAY['ended_at', 'ended_by', 'end_reason', 'replaced_by_id'];
    erased text[] := ARRAY['content', 'erased_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a paper is never deleted';
    END IF;
    IF NEW.erased_at > coalesce(OLD.erased_at, '-infinity') THEN
        IF (to_jsonb(NEW) - erased) IS DISTINCT FROM (to_jsonb(OLD) - erased) THEN
            RAISE EXCEPTION 'a paper is never changed';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.ended_at IS NOT NULL OR (to_jsonb(NEW) - ends) IS DISTINCT FROM (to_jsonb(OLD) - ends) THEN
        RAISE EXCEPTION 'a paper is never changed';
    END IF;
    RETURN NEW;
END $$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION paper_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ends text[] := ARRAY['ended_at', 'ended_by', 'end_reason', 'replaced_by_id'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a paper is never deleted';
    END IF;
    IF OLD.ended_at IS NOT NULL OR (to_jsonb(NEW) - ends) IS DISTINCT FROM (to_jsonb(OLD) - ends) THEN
        RAISE EXCEPTION 'a paper is never changed';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_doors_of_accounts")]
    operations = [
        migrations.AddField(
            model_name="paper", name="erased_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

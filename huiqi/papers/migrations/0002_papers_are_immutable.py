"""PostgreSQL refuses to delete a paper, to change what it says, or to end it twice."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION paper_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER paper_immutable BEFORE UPDATE OR DELETE ON papers_paper
    FOR EACH ROW EXECUTE FUNCTION paper_is_immutable();
"""
BACKWARD = """
DROP TRIGGER paper_immutable ON papers_paper;
DROP FUNCTION paper_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

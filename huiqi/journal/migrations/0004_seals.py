"""Seals of the journal, verifications with what they found, and what was erased by which rule."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION journal_entry_is_append_only();"
    for table in ("journal_seal", "journal_erasure")
)
BACKWARD = "".join(f"DROP TRIGGER {table}_append_only ON {table};" for table in ("journal_seal", "journal_erasure"))


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0003_looks_by_what'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_ref', models.UUIDField()),
                ('rule', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('texts', models.JSONField(default=list)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_ref'], name='journal_erasure_subject')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('day', models.DateField()),
                ('sealed_at', models.DateTimeField()),
                ('after', models.BigIntegerField()),
                ('through', models.BigIntegerField()),
                ('heads', models.PositiveIntegerField()),
                ('leaves', models.BinaryField()),
                ('root', models.CharField(blank=True, max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['through'], name='journal_seal_through')],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_whole', models.BooleanField(default=False)),
                ('subjects', models.PositiveIntegerField(default=0)),
                ('entries', models.PositiveIntegerField(default=0)),
                ('seals', models.PositiveIntegerField(default=0)),
                ('through', models.BigIntegerField(default=0)),
                ('round', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['-began_at'], name='journal_verified_latest')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_ref', models.UUIDField(null=True)),
                ('number', models.PositiveIntegerField(null=True)),
                ('at', models.DateTimeField(null=True)),
                ('fault', models.CharField(max_length=40)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('verification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='journal.verification')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('fault__in', ['number', 'previous', 'hash', 'order', 'text', 'text_gone', 'replay', 'stored', 'sealed', 'seal'])), name='finding_fault')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]

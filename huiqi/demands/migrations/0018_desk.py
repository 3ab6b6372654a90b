"""The desk as a tool: filters that stay, who is at a case now (a table that a crash may empty), templates of answers."""

import django.db.models.deletion
from django.db import migrations, models

import huiqi.kernel.fields
import huiqi.kernel.refs


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0005_seat_level"),
        ("demands", "0017_intake_matter"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True),
                ),
                ("person_ref", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=20)),
                ("query", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person_ref", "organisation", "name"), name="filter_named_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("organisation_id", models.BigIntegerField()),
                ("office", models.CharField(max_length=200)),
                ("doing", models.CharField(blank=True, max_length=40)),
                ("seen_at", models.DateTimeField(db_index=True)),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="demands.demand"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("demand", "person_ref"), name="present_once")],
            },
        ),
        migrations.RunSQL("ALTER TABLE demands_presence SET UNLOGGED", "ALTER TABLE demands_presence SET LOGGED"),
        migrations.CreateModel(
            name='AnswerTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ('verb', models.CharField(max_length=40)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=30)),
                ('text', models.TextField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verb__in', ['reply', 'answer', 'ask_information', 'dispatch', 'refuse', 'give_plan', 'return'])), name='template_verb'), models.CheckConstraint(condition=models.Q(('kind__in', ['', 'consultation', 'complaint', 'service', 'professional_service'])), name='template_kind'), models.UniqueConstraint(fields=('organisation', 'verb', 'name'), name='template_named_once')],
            },
        ),
    ]

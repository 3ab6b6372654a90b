"""How long something is kept: rules, holds, what was erased. Two rules to begin with, off until somebody decides."""

import django.db.models.deletion
import huiqi.kernel.fields
import huiqi.kernel.refs
from django.db import migrations, models


BASIS = "个人信息保护法第十九条、第四十七条；年限由平台设定"
RULES = (("contacts", 3), ("words", 10))


def begin(apps, _editor):
    rules = apps.get_model("demands", "RetentionRule")
    for erases, years in RULES:
        rules.objects.get_or_create(
            code=f"{erases}_of_closed", defaults={"erases": erases, "years": years, "basis": BASIS, "is_on": False}
        )


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0038_batches"),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(blank=True, default='', max_length=40)),
                ('erases', models.CharField(max_length=40)),
                ('years', models.PositiveSmallIntegerField()),
                ('basis', models.CharField(max_length=200)),
                ('is_on', models.BooleanField(default=True)),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('erases__in', ['contacts', 'words'])), name='retention_erases'), models.CheckConstraint(condition=models.Q(('years__gte', 1), ('years__lte', 100)), name='retention_years')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ('reason', models.CharField(max_length=300)),
                ('placed_at', models.DateTimeField()),
                ('placed_by', models.CharField(max_length=40)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.CharField(blank=True, max_length=40)),
                ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='demands.demand')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('demand',), name='held_once'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', '')), models.Q(('lifted_at__isnull', False), models.Q(('lifted_by', ''), _negated=True)), _connector='OR'), name='hold_lifted_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ErasedByRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('texts', models.PositiveIntegerField()),
                ('files', models.PositiveIntegerField()),
                ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='demands.demand')),
                ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='demands.retentionrule')),
            ],
            options={
                'indexes': [models.Index(fields=['-at', '-id'], name='erased_latest')],
                'constraints': [models.UniqueConstraint(fields=('rule', 'demand'), name='erased_once_by_a_rule')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]

"""What the authority decided on cases of the hub's own office, with its document."""

import django.db.models.deletion
import huiqi.kernel.fields
import huiqi.kernel.refs
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_destroyed'),
        ('supervision', '0003_counted_by_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ('ruling', models.CharField(max_length=40)),
                ('number', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('office', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('due_at', models.DateTimeField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=40)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='casefile',
            name='casefile_why',
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['report', 'objection', 'talk', 'decision'])), name='casefile_why'),
        ),
        migrations.AddField(
            model_name='authoritydecision',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='supervision.supervisioncase'),
        ),
        migrations.AddField(
            model_name='authoritydecision',
            name='scan',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.casefile'),
        ),
        migrations.AddConstraint(
            model_name='authoritydecision',
            constraint=models.CheckConstraint(condition=models.Q(('ruling__in', ['order', 'circulate', 'summon', 'record_talk', 'report', 'accept', 'decline', 'object', 'uphold', 'reject', 'settle', 'enter_decision'])), name='authoritydecision_ruling'),
        ),
        migrations.AddConstraint(
            model_name='authoritydecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('ruling__in', ['order', 'circulate', 'summon', 'record_talk', 'decline'])), models.Q(models.Q(('ruling__in', ['order', 'circulate', 'summon', 'record_talk', 'decline']), _negated=True), ('due_at', None)), _connector='OR'), name='authoritydecision_limit'),
        ),
        migrations.AddConstraint(
            model_name='authoritydecision',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='authoritydecision_number_once'),
        ),
    ]

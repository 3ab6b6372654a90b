"""Claims: who wants to act for a firm. Whoever declared himself so far has a claim to bring his papers to."""

import django.db.models.deletion
import huiqi.kernel.fields
import huiqi.kernel.refs
from django.conf import settings
from django.db import migrations, models


def claim_what_was_declared(apps, _editor):
    seats = apps.get_model("accounts", "Seat").objects.filter(organisation__kind="enterprise", level="declared")
    enterprises = dict(apps.get_model("enterprises", "Enterprise").objects.values_list("organisation_id", "id"))
    claims = apps.get_model("enterprises", "Claim").objects
    for seat in seats.filter(until=None).select_related("person").order_by("id"):
        if seat.organisation_id in enterprises:
            claims.get_or_create(
                enterprise_id=enterprises[seat.organisation_id],
                person_id=seat.person_id,
                kind="act",
                defaults={
                    "role": seat.role,
                    "state": "declared",
                    "asked_at": seat.person.created_at,
                    "asked_by": str(seat.person.ref),
                },
            )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_seat_level'),
        ('enterprises', '0001_initial'),
        ('files', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', huiqi.kernel.fields.RefField(default=huiqi.kernel.refs.uuid7, editable=False, unique=True)),
                ('kind', models.CharField(default="act", max_length=40)),
                ('role', models.CharField(max_length=40)),
                ('state', models.CharField(max_length=40)),
                ('letter_since', models.DateField(null=True)),
                ('letter_until', models.DateField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=40)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(blank=True, max_length=40)),
                ('reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='enterprise',
            name='enterprise_code_or_person',
        ),
        migrations.AddField(
            model_name='enterprise',
            name='entered_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddConstraint(
            model_name='enterprise',
            constraint=models.CheckConstraint(condition=models.Q(('uscc__isnull', False), ('kind__in', ['startup_team', 'sole_trader', 'individual']), models.Q(('entered_by', ''), _negated=True), _connector='OR'), name='enterprise_code_or_person'),
        ),
        migrations.AddField(
            model_name='claim',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='enterprises.enterprise'),
        ),
        migrations.AddField(
            model_name='claim',
            name='letter',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='claim',
            name='licence',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='claim',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'declared'])), fields=['asked_at', 'id'], name='claim_to_decide'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['act', 'representative'])), name='claim_kind'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['enterprise_owner', 'enterprise_clerk', 'bookkeeper', 'institution_clerk', 'receptionist', 'window_manager', 'hub_operator', 'system_administrator', 'security_administrator', 'auditor'])), name='claim_role'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'declared', 'verified', 'refused', 'ended'])), name='claim_state'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('enterprise', 'person', 'kind'), name='claim_once'),
        ),
        migrations.RunPython(claim_what_was_declared, migrations.RunPython.noop),
    ]

"""Stand-ups, their minutes and re-briefs; and *wait* as a fourth thing to decide.

SQLite makes the table of decisions anew to change its rule, which drops the trigger that keeps it from being rewritten.
"""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DECISIONS = "store_decision"
WRITTEN_ONCE = ("store_standup", "store_minutes")


def _guard(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {table}_written_once BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are never changed. Append a new one instead.'); END"
        )
    elif vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_written_once ON {table}")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION vaekst_refuse_update()"
        )


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in (DECISIONS, *WRITTEN_ONCE):
        _guard(schema_editor, table)


def guard_decisions(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _guard(schema_editor, DECISIONS)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    of = {"sqlite": "", "postgresql": " ON {table}"}.get(schema_editor.connection.vendor)
    if of is None:
        return
    for table in WRITTEN_ONCE:
        schema_editor.execute(f"DROP TRIGGER {table}_written_once" + of.format(table=table))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0004_connections'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, guard_decisions, elidable=False),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.CharField(max_length=8)),
                ('edition', models.PositiveIntegerField()),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('content', models.JSONField()),
            ],
            options={
                'verbose_name_plural': 'minutes',
                'ordering': ('brand', 'week', '-edition'),
            },
        ),
        migrations.CreateModel(
            name='Rebrief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=60)),
                ('concept', models.CharField(max_length=80)),
                ('week', models.CharField(max_length=8)),
                ('change', models.CharField(max_length=20)),
                ('why', models.JSONField()),
                ('owner', models.CharField(max_length=120)),
                ('due', models.DateField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('due', 'id'),
            },
        ),
        migrations.CreateModel(
            name='StandUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.CharField(max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ('brand', 'week', '-number'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='verdict_is_known',
        ),
        migrations.AlterField(
            model_name='decision',
            name='verdict',
            field=models.CharField(choices=[('scale', 'Scale'), ('iterate', 'Iterate'), ('stop', 'Stop'), ('wait', 'Wait')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['scale', 'iterate', 'stop', 'wait'])), name='verdict_is_known'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='brand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='store.brand'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rebrief',
            name='brand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rebriefs', to='store.brand'),
        ),
        migrations.AddField(
            model_name='rebrief',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rebrief', to='store.decision'),
        ),
        migrations.AddField(
            model_name='rebrief',
            name='done_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standup',
            name='brand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standups', to='store.brand'),
        ),
        migrations.AddField(
            model_name='standup',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='minutes',
            name='standup',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='store.standup'),
        ),
        migrations.AddIndex(
            model_name='rebrief',
            index=models.Index(fields=['brand', 'done_at'], name='rebriefs_to_do'),
        ),
        migrations.AddConstraint(
            model_name='standup',
            constraint=models.UniqueConstraint(fields=('brand', 'week', 'number'), name='one_meeting_per_week_and_number'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(fields=('brand', 'week', 'edition'), name='one_edition_per_week_and_number'),
        ),
        migrations.RunPython(guard, unguard, elidable=False),
    ]

from django.apps import apps as installed
from django.db import migrations
from modelsearch.apps import ModelSearchAppConfig

# The last migration of the table of index entries, by the label under which the library is installed.
LAST = {"wagtailsearch": "0010_add_text_fields", "modelsearch": "0003_add_text_fields"}
LABEL = next(app.label for app in installed.get_app_configs() if isinstance(app, ModelSearchAppConfig))


def write_through(apps, schema_editor):
    """PostgreSQL: a save goes into the index at once, not onto a list that each question reads as a whole."""
    if schema_editor.connection.vendor == "postgresql":
        from tegenspraak.search.postgres.table import write_through

        write_through(schema_editor.connection, apps.get_model(LABEL, "IndexEntry")._meta.db_table)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_outbox"), (LABEL, LAST[LABEL])]

    operations = [migrations.RunPython(write_through, migrations.RunPython.noop)]

"""Django's name for this app, and what it tells those below."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """See the package's docstring for its subject."""

    name = "huiqi.directory"
    label = "directory"

    def ready(self) -> None:
        """Show the settled institutions on a window's page; let what is public be found by the search."""
        from huiqi.directory.selectors import (
            DepartmentDocuments,
            ExpertDocuments,
            InstitutionDocuments,
            MatterDocuments,
            ProductDocuments,
        )
        from huiqi.directory.views import settled_institutions
        from huiqi.search.ports import register_searchable
        from huiqi.ui.ports import register_slot

        register_slot("window.institutions", settled_institutions)
        for kind in (InstitutionDocuments, ProductDocuments, MatterDocuments, DepartmentDocuments, ExpertDocuments):
            register_searchable(kind())

"""One table from its upload to its undo, a page a step; nothing is written but by POST."""

from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse

from meetings.admin.imports.preview import asks_whose, questions_of, rows_shown
from meetings.admin.imports.steps import TO_BE_UNDONE, TO_BE_WRITTEN, Steps, address_of
from meetings.forms.imports import MappingForm, UploadForm
from meetings.intake import tables
from meetings.models import Import
from meetings.vocabulary import ImportFate, ImportState

#: What a page reads by itself; more is the business of the command.
READ_ON_PAGE_BYTES = 3_000_000
READ_ON_PAGE_ROWS = 5_000
READ_ON_PAGE_CELLS = 500_000
READ_ON_PAGE_EXPANDED = 50_000_000
_PER_PAGE = 50


@admin.register(Import)
class ImportAdmin(Steps, admin.ModelAdmin):
    """Tables that came in, and how far they have come."""

    list_display = [
        "file_name",
        "publisher",
        "state",
        "rows",
        "created",
        "linked",
        "skipped",
        "refused",
        "made_by",
    ]
    list_filter = ["state"]
    list_select_related = ["made_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["file_name", "publisher"]

    # --- Who may -------------------------------------------------------------------------------------------

    def has_view_permission(self, request, obj=None):
        """Whoever enters meetings."""
        return request.user.has_perm("meetings.add_meeting")

    def has_add_permission(self, request):
        """Likewise."""
        return self.has_view_permission(request)

    def has_module_permission(self, request):
        """Likewise."""
        return self.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        """Tables are changed by the steps below alone."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Tables are undone."""
        return False

    # --- Upload and preview --------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """Take a file in and show what would become of its rows."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            sent = form.cleaned_data["file"]
            try:
                table = tables.receive(
                    sent.name,
                    sent.chunks(),
                    profile=form.form_of_profile(),
                    limits=tables.limits_of_settings(),
                    by=request.user,
                )
                self.read_on_page(request, table)
            except (tables.Refusal, tables.ProfileError) as refusal:
                form.add_error("file", str(refusal))
            else:
                return HttpResponseRedirect(address_of(table))
        return self.page(request, "upload", "Import a table", form=form, media=form.media)

    def read_on_page(self, request, table: Import, *, drop: bool = True) -> None:
        """Read a table as far as a page does. Raises ``Refusal`` or ``ProfileError``."""
        try:
            whole = table.size <= READ_ON_PAGE_BYTES and tables.read(
                table, limits=_limits_of_pages(), most=READ_ON_PAGE_ROWS
            )
        except (tables.Refusal, tables.ProfileError) as refusal:
            if not getattr(refusal, "exceeds", ""):
                if drop:
                    tables.refuse(table)
                raise
            whole = False
        if not whole:
            messages.warning(
                request,
                "The table is too long for a page. It is kept; an administrator reads and writes it with "
                f"“manage.py import_meetings --resume {table.pk}”.",
            )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A table as it stands: what is asked, what becomes of each row, and what can be done."""
        if not self.has_view_permission(request) or request.method == "POST":
            raise PermissionDenied
        table = self.get_object(request, object_id)
        if table is None:
            raise Http404
        fate = request.GET.get("fate", "")
        fate = fate if fate in ImportFate.values else ""
        rows = table.lines.select_related("meeting").problems_first()
        page = Paginator(rows.filter(fate=fate) if fate else rows, _PER_PAGE).get_page(request.GET.get("p"))
        ready = table.state == ImportState.READY
        return self.page(
            request,
            "table",
            table.file_name,
            table=table,
            mapping=MappingForm(columns=table.columns, profile=table.profile)
            if ready and not table.corrects
            else None,
            questions=questions_of(table) if ready else [],
            fates=[(name, getattr(table, name)) for name in ImportFate.values],
            fate=fate,
            page=page,
            rows=rows_shown(table, page.object_list, correctable=ready and not table.corrects),
            asks_whose=ready and not table.corrects and asks_whose(table),
            writable=table.state in TO_BE_WRITTEN,
            undoable=table.state in TO_BE_UNDONE,
        )

    # --- Pages ---------------------------------------------------------------------------------------------

    def page(self, request, name: str, title: str, **context):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/meetings/import/{name}.html",
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
        )


def _limits_of_pages() -> tables.Limits:
    """How much of a file a page looks through."""
    limits = tables.limits_of_settings()
    return replace(
        limits,
        cells=min(limits.cells, READ_ON_PAGE_CELLS),
        expanded=min(limits.expanded, READ_ON_PAGE_EXPANDED),
    )

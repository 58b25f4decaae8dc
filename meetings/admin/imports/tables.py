"""One table from its upload to its undo, a page a step; nothing is written but by POST."""

import contextlib
from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from meetings.admin.imports.preview import questions_of, rows_shown
from meetings.admin.imports.report import COLUMNS, report_rows
from meetings.exports import delimited
from meetings.forms.imports import DecisionForm, MappingForm, UploadForm
from meetings.intake import tables
from meetings.models import Import
from meetings.vocabulary import ImportFate, ImportState

#: What a page reads by itself; more is the business of the command.
READ_ON_PAGE_BYTES = 3_000_000
READ_ON_PAGE_ROWS = 5_000
READ_ON_PAGE_CELLS = 500_000
READ_ON_PAGE_EXPANDED = 50_000_000
#: Refusals that only say so, and those which say that somebody else is at the table.
_TOO_MUCH = ("cells", "expansion")
_ELSEWHERE = ("read_anew", "written")
WRITTEN_AT_ONCE = 100
_PER_PAGE = 50
_TO_BE_WRITTEN = (ImportState.READY, ImportState.WRITING)
_TO_BE_UNDONE = (ImportState.READY, ImportState.WRITING, ImportState.DONE, ImportState.UNDOING)


@admin.register(Import)
class ImportAdmin(admin.ModelAdmin):
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

    def get_urls(self):
        """The steps of a table."""
        steps = [
            ("read", self.read_view),
            ("decide", self.decide_view),
            ("write", self.write_view),
            ("undo", self.undo_view),
            ("report", self.report_view),
        ]
        return [
            *(
                path(f"<int:pk>/{name}/", self._step(view), name=f"meetings_import_{name}")
                for name, view in steps
            ),
            *super().get_urls(),
        ]

    def _step(self, view):
        def answer(request, pk):
            if not self.has_view_permission(request):
                raise PermissionDenied
            table = Import.objects.filter(pk=pk).first()
            if table is None:
                raise Http404
            if request.method != "POST" and view not in (self.undo_view, self.report_view):
                return HttpResponseRedirect(_address(table))
            return view(request, table)

        return self.admin_site.admin_view(answer)

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
                self._read(request, table)
            except (tables.Refusal, tables.ProfileError) as refusal:
                form.add_error("file", str(refusal))
            else:
                return HttpResponseRedirect(_address(table))
        return self._page(request, "upload", "Import a table", form=form, media=form.media)

    def _read(self, request, table: Import, *, drop: bool = True) -> None:
        """Read a table as far as a page does. Raises ``Refusal`` or ``ProfileError``."""
        try:
            whole = table.size <= READ_ON_PAGE_BYTES and tables.read(
                table, limits=_limits_of_pages(), most=READ_ON_PAGE_ROWS
            )
        except (tables.Refusal, tables.ProfileError) as refusal:
            if getattr(refusal, "code", "") not in _TOO_MUCH:
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
        return self._page(
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
            rows=rows_shown(page.object_list),
            writable=table.state in _TO_BE_WRITTEN,
            undoable=table.state in _TO_BE_UNDONE,
        )

    def read_view(self, request, table: Import):
        """Read the file again, as the columns are said to mean."""
        form = MappingForm(request.POST, columns=table.columns, profile=table.profile)
        if table.state != ImportState.READY:
            messages.error(request, "The table is being read or written and is not read anew.")
        elif not form.is_valid():
            for name, said in form.errors.items():
                messages.error(
                    request, f"{form[name].label if name in form.fields else ''} {said[0]}".strip()
                )
        else:
            table.profile = form.form_of_profile()
            table.publisher = table.profile.get("constants", {}).get("publisher", "")
            self._again(request, table)
            if form.cleaned_data["remember"].strip():
                tables.remember(form.cleaned_data["remember"].strip(), table.profile)
        return HttpResponseRedirect(_address(table))

    def decide_view(self, request, table: Import):
        """Take decisions about words, and read the file again with them."""
        taken = 0
        for number in range(len(request.POST.getlist("words"))):
            form = DecisionForm(
                {name: _nth(request.POST.getlist(name), number) for name in ("kind", "words", "value")}
            )
            if not form.is_valid():
                continue
            told = form.cleaned_data
            publisher = "" if "for_all" in request.POST else table.publisher
            try:
                tables.decide(
                    kind=told["kind"],
                    words=told["words"],
                    value=told["value"],
                    publisher=publisher,
                    by=request.user,
                )
                taken += 1
            except ValueError as error:
                messages.error(request, str(error))
        if taken and table.state == ImportState.READY:
            self._again(request, table)
        messages.success(request, f"{taken} decisions were taken.")
        return HttpResponseRedirect(_address(table))

    def _again(self, request, table: Import) -> None:
        stored = Import.objects.get(pk=table.pk)
        table.save(update_fields=["profile", "publisher"])
        try:
            self._read(request, table, drop=False)
        except (tables.Refusal, tables.ProfileError) as refusal:
            messages.error(request, str(refusal))
            if getattr(refusal, "code", "") in _ELSEWHERE:
                return
            table.profile, table.publisher = stored.profile, stored.publisher
            table.save(update_fields=["profile", "publisher"])
            # What was said of the file stands on the page already.
            with contextlib.suppress(tables.Refusal, tables.ProfileError):
                self._read(request, table, drop=False)

    # --- Writing, report, undo -----------------------------------------------------------------------------

    def write_view(self, request, table: Import):
        """Write the next rows as drafts; a script asks for JSON and again until all are written."""
        if table.corrects and not request.user.has_perm("meetings.change_meeting"):
            raise PermissionDenied
        if table.state in _TO_BE_WRITTEN:
            tables.write_batch(table, WRITTEN_AT_ONCE)
        if request.headers.get("Accept") == "application/json":
            going = table.state == ImportState.WRITING
            return JsonResponse({"done": table.done, "rows": table.rows, "going": going})
        return HttpResponseRedirect(_address(table))

    def report_view(self, request, table: Import):
        """Every row's fate, as a table to download."""
        answer = StreamingHttpResponse(
            delimited.delimited(COLUMNS, report_rows(table)), content_type=delimited.MEDIA_TYPE
        )
        answer["Content-Disposition"] = f'attachment; filename="import-{table.pk}.csv"'
        answer["Cache-Control"] = "private, no-store"
        return answer

    def undo_view(self, request, table: Import):
        """Ask (GET), then take the import back as one, a bounded part a request (POST)."""
        if not request.user.has_perm("meetings.delete_meeting"):
            raise PermissionDenied
        if request.method != "POST" or table.state not in _TO_BE_UNDONE:
            if table.state not in _TO_BE_UNDONE:
                return HttpResponseRedirect(_address(table))
            return self._page(request, "undo", f"Undo the import of {table.file_name}", table=table)
        result = tables.Undone()
        more = tables.undo_batch(table, result)
        messages.success(
            request,
            f"{result.changes} corrections were taken back."
            if table.corrects
            else f"{result.meetings} drafts and {result.entries} entries were deleted, "
            f"{len(result.kept)} kept.",
        )
        for sentence in result.kept[:50]:
            messages.info(request, f"Kept: {sentence}")
        return HttpResponseRedirect(
            reverse("admin:meetings_import_undo", args=[table.pk]) if more else _address(table)
        )

    # --- Pages ---------------------------------------------------------------------------------------------

    def _page(self, request, name: str, title: str, **context):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/meetings/import/{name}.html",
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
        )


def _address(table: Import) -> str:
    return reverse("admin:meetings_import_change", args=[table.pk])


def _limits_of_pages() -> tables.Limits:
    """How much of a file a page looks through."""
    limits = tables.limits_of_settings()
    return replace(
        limits,
        cells=min(limits.cells, READ_ON_PAGE_CELLS),
        expanded=min(limits.expanded, READ_ON_PAGE_EXPANDED),
    )


def _nth(values: list[str], number: int) -> str:
    return values[number] if number < len(values) else ""

"""The steps of a table on the desk: read anew, decide, write, report, undo; each is a POST but the report."""

import contextlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.urls import path, reverse

from meetings.admin.imports.report import COLUMNS, report_rows
from meetings.exports import delimited
from meetings.forms.imports import CorrectionForm, DecisionForm, MappingForm
from meetings.intake import tables
from meetings.models import Import
from meetings.vocabulary import ImportFate, ImportState

#: Refusals which say that somebody else is at the table.
_ELSEWHERE = ("read_anew", "written")
WRITTEN_AT_ONCE = 100
TO_BE_WRITTEN = (ImportState.READY, ImportState.WRITING)
TO_BE_UNDONE = (ImportState.READY, ImportState.WRITING, ImportState.DONE, ImportState.UNDOING)


class Steps:
    """For the admin class of imported tables."""

    def get_urls(self):
        """The steps of a table."""
        steps = [
            ("read", self.read_view),
            ("decide", self.decide_view),
            ("correct", self.correct_view),
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
                return HttpResponseRedirect(address_of(table))
            return view(request, table)

        return self.admin_site.admin_view(answer)

    # --- Reading anew --------------------------------------------------------------------------------------

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
        return HttpResponseRedirect(address_of(table))

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
        return HttpResponseRedirect(address_of(table))

    def correct_view(self, request, table: Import):
        """Take what was written in the cells of a row, and read the file again with it."""
        form = CorrectionForm(request.POST)
        if table.state != ImportState.READY:
            messages.error(request, "The table is being read or written and is not corrected.")
        elif not form.is_valid():
            messages.error(request, "What was written cannot be read.")
        elif cells := form.changed():
            row = form.cleaned_data["row"]
            try:
                tables.write_here(table, sheet=form.cleaned_data["sheet"], row=row, cells=cells)
            except ValueError as error:
                messages.error(request, str(error))
            else:
                self._again(request, table)
                messages.success(request, f"Row {row} was read as you wrote it: {_fate_of(table, row)}.")
        return HttpResponseRedirect(address_of(table, form.cleaned_data.get("back", "")))

    def _again(self, request, table: Import) -> None:
        stored = Import.objects.get(pk=table.pk)
        table.save(update_fields=["profile", "publisher"])
        try:
            self.read_on_page(request, table, drop=False)
        except (tables.Refusal, tables.ProfileError) as refusal:
            messages.error(request, str(refusal))
            if getattr(refusal, "code", "") in _ELSEWHERE:
                return
            table.profile, table.publisher = stored.profile, stored.publisher
            table.save(update_fields=["profile", "publisher"])
            # What was said of the file stands on the page already.
            with contextlib.suppress(tables.Refusal, tables.ProfileError):
                self.read_on_page(request, table, drop=False)

    # --- Writing, report, undo -----------------------------------------------------------------------------

    def write_view(self, request, table: Import):
        """Write the next rows as drafts; a script asks for JSON and again until all are written."""
        if table.corrects and not request.user.has_perm("meetings.change_meeting"):
            raise PermissionDenied
        if table.state in TO_BE_WRITTEN:
            tables.write_batch(table, WRITTEN_AT_ONCE)
        if request.headers.get("Accept") == "application/json":
            going = table.state == ImportState.WRITING
            return JsonResponse({"done": table.done, "rows": table.rows, "going": going})
        return HttpResponseRedirect(address_of(table))

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
        if request.method != "POST" or table.state not in TO_BE_UNDONE:
            if table.state not in TO_BE_UNDONE:
                return HttpResponseRedirect(address_of(table))
            return self.page(request, "undo", f"Undo the import of {table.file_name}", table=table)
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
            reverse("admin:meetings_import_undo", args=[table.pk]) if more else address_of(table)
        )


def address_of(table: Import, asked: str = "") -> str:
    """The page of a table; ``asked`` is a fate of which it shows the rows."""
    address = reverse("admin:meetings_import_change", args=[table.pk])
    return f"{address}?fate={asked}" if asked in ImportFate.values else address


def _fate_of(table: Import, number: int) -> str:
    fates = table.lines.filter(number=number).values_list("fate", flat=True)
    return ", ".join(str(ImportFate(fate).label) for fate in fates)


def _nth(values: list[str], number: int) -> str:
    return values[number] if number < len(values) else ""

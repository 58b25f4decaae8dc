"""Any list of meetings as a sheet to be corrected, under the filters of the list."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse

from meetings.exports import workbook
from meetings.intake import tables

#: What orders and divides the page and is no filter.
_OF_THE_PAGE = ("o", "p", "all")


class Exporting:
    """For the admin class of meetings."""

    change_list_template = "admin/meetings/meeting_list.html"

    def get_urls(self):
        """The list as a sheet, beside Django's."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="meetings_meeting_export"), *super().get_urls()]

    def export_view(self, request):
        """The whole list, as it is filtered, in an XLSX file that can be corrected and imported again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        request.GET = request.GET.copy()
        for name in _OF_THE_PAGE:
            request.GET.pop(name, None)
        try:
            listed = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:meetings_meeting_changelist"))
        pks = list(listed.values_list("pk", flat=True))
        slots = tables.slots_of(listed)
        answer = StreamingHttpResponse(
            workbook.workbook("Meetings", tables.columns_of(slots), tables.rows_of(pks, slots)),
            content_type=workbook.MEDIA_TYPE,
        )
        answer["Content-Disposition"] = 'attachment; filename="meetings-to-correct.xlsx"'
        answer["Cache-Control"] = "private, no-store"
        return answer

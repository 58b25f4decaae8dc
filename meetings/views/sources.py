from django.http import HttpResponse


def source(request, **kw):
    return HttpResponse("")

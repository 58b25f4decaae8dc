from django.http import HttpResponse


def place(request, **kw):
    return HttpResponse("")

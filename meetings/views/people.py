from django.http import HttpResponse


def ministers(request, **kw):
    return HttpResponse("")


def minister(request, **kw):
    return HttpResponse("")


def person(request, **kw):
    return HttpResponse("")

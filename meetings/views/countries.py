from django.http import HttpResponse


def index(request, **kw):
    return HttpResponse("")


def country(request, **kw):
    return HttpResponse("")

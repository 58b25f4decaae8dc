from django.http import HttpResponse


def index(request, **kw):
    return HttpResponse("")


def occasion(request, **kw):
    return HttpResponse("")

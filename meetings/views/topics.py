from django.http import HttpResponse


def index(request, **kw):
    return HttpResponse("")


def topic(request, **kw):
    return HttpResponse("")

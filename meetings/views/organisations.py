from django.http import HttpResponse


def index(request, **kw):
    return HttpResponse("")


def organisation(request, **kw):
    return HttpResponse("")

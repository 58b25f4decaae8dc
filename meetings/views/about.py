from django.http import HttpResponse


def about(request, **kw):
    return HttpResponse("")


def robots(request, **kw):
    return HttpResponse("")


def security(request, **kw):
    return HttpResponse("")

"""Plain data for the interface, made of public forms, cards and entries: no request, queries in ``entries``.

Every object has ``id``, ``url`` (the object in the interface) and ``page`` (on the site, for people). A date
is its EDTF with the first and last day that it may be. What is not known is ``null``; a text that is not
there is the empty string.
"""

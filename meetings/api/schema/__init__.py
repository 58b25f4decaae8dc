"""The description of the interface in OpenAPI 3.1, made by drf-spectacular.

``shapes`` are the objects, ``describing`` the parameters and answers of views, ``examples`` what they look
like. Nothing here makes an answer: ``objects`` does, and tests hold the two together.
"""

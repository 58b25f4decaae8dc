"""From the table of operations to OpenAPI, by drf-spectacular."""

import json
import re
from functools import cache, lru_cache
from http import HTTPStatus
from pathlib import Path

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
)

from meetings.api.links import LISTS
from meetings.api.schema import shapes
from meetings.api.schema.operations import OPERATIONS, Operation
from meetings.api.schema.shapes import Shape

PROBLEM = "application/problem+json"
#: The headers of every answer, with what they say; those of answers that may be kept.
_HEADERS = {
    "RateLimit": "What is left of the policy, and the seconds until it is new.",
    "RateLimit-Policy": "How many requests a window of seconds takes.",
}
_KINDS = {name: kind for kind, name in LISTS.items()}
_OF_KEPT = {
    "ETag": "The tag of the answer.",
    "Cache-Control": "How long caches may answer by themselves.",
    "Link": "`license` leads to the licence of the data, where one is stated.",
}


@lru_cache(maxsize=1)
def examples() -> dict[str, dict]:
    """An answer of each address, as the first collection of the archive gives it."""
    return json.loads((Path(__file__).parent / "examples.json").read_text())


class Described(AutoSchema):
    """Describes a view by the table of operations."""

    @property
    def operation(self) -> Operation:
        """The operation of the view's address."""
        return OPERATIONS[self.path]

    def get_operation_id(self) -> str:
        parts = [part.strip("{}") for part in self.path.strip("/").split("/") if part]
        return "_".join(parts) or "root"

    def get_tags(self) -> list[str]:
        return [self.operation.tag]

    def get_summary(self) -> str:
        return self.operation.summary

    def get_description(self) -> str:
        return self.operation.description

    def get_auth(self) -> list[dict]:
        return [{}, {"key": []}]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        path = [
            OpenApiParameter(
                name,
                type=_of_path(name, self.operation),
                location=OpenApiParameter.PATH,
                required=True,
                examples=[OpenApiExample(str(value), value)],
            )
            for name, value in example_of(self.path).items()
        ]
        headers = [
            OpenApiParameter(name, str, OpenApiParameter.HEADER, description=said, response=True)
            for name, said in _HEADERS.items()
        ]
        headers += [
            OpenApiParameter(name, str, OpenApiParameter.HEADER, description=said, response=[200, 304])
            for name, said in _OF_KEPT.items()
        ]
        return [*path, *self.operation.parameters, *headers]

    def get_response_serializers(self) -> dict:
        operation = self.operation
        found = {200: OpenApiResponse(_answer(operation), operation.summary, _examples(self.path))}
        found[304] = OpenApiResponse(description="Nothing has changed since the tag or time that was given.")
        problems = {400: (shapes.QueryProblem, "A parameter is unknown or cannot be read.")}
        problems[401] = (shapes.Problem, "The key is not known.")
        if operation.is_one_of_many:
            found[301] = OpenApiResponse(description="The object has another identifier, or was merged.")
            problems[404] = (shapes.Problem, "There is no such object.")
        problems[406] = (shapes.Problem, "JSON is not accepted.")
        if operation.is_mortal:
            problems[410] = (shapes.Tombstone, "The record was public once; `detail` is the public reason.")
        problems[429] = (shapes.Problem, "Too many requests; `Retry-After` says when to ask again.")
        for status, (shape, said) in problems.items():
            found[status, PROBLEM] = OpenApiResponse(shape, said, _problem_example(status, said))
        return found


def _of_path(name: str, operation: Operation) -> dict:
    """What an identifier in a path looks like."""
    if name != "identifier":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1, "format": f"{_KINDS[operation.tag]}-identifier"}


def example_of(path: str) -> dict[str, str | int]:
    """The identifiers of a path with those that its example was asked with."""
    shape = re.escape(path).replace(r"\{", "(?P<").replace(r"\}", ">[^/?]+)")
    asked = re.match(shape, examples()[path]["asked"])
    return {name: given if name == "identifier" else int(given) for name, given in asked.groupdict().items()}


def _examples(path: str) -> list[OpenApiExample]:
    found = examples().get(path)
    return [OpenApiExample(found["asked"], found["answer"], response_only=True)] if found else []


def _problem_example(status: int, said: str) -> list[OpenApiExample]:
    value = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said}
    if status == 400:
        value["errors"] = [{"parameter": "country", "code": "unknown", "detail": "There is no country “zz”."}]
    return [
        OpenApiExample(str(status), value, response_only=True, media_type=PROBLEM, status_codes=[str(status)])
    ]


@cache
def _part(shape: type[Shape]) -> type[Shape]:
    """The same object with only some of its members."""

    def get_fields(self):
        fields = super(made, self).get_fields()
        for found in fields.values():
            found.required = False
        return fields

    made = type(
        f"{shape.__name__}Part",
        (shape,),
        {"get_fields": get_fields, "__doc__": f"Some members of {shape.__name__}."},
    )
    return made


@cache
def _page(shape: type[Shape], uncounted: str, further: tuple) -> type[Shape]:
    """A page of a list of objects."""
    return type(
        f"{shape.__name__}Page",
        (Shape,),
        {
            "next": shapes.address("The next page; null on the last.", allow_null=True),
            "previous": shapes.address("The page before; null on the first.", allow_null=True),
            "count": shapes.number(uncounted or "How many there are in all.", allow_null=bool(uncounted)),
            "results": shape(many=True),
            **dict(further),
            "__doc__": f"A page of a list of {shape.__name__}.",
        },
    )


def _answer(operation: Operation):
    found = list(operation.shapes)
    if operation.is_narrowed:
        found.append(_part(found[-1]))
    if operation.is_list:
        further = tuple(operation.further.items())
        found = [_page(shape, operation.uncounted, further) for shape in found]
    if len(found) == 1:
        return found[0]
    name = f"{found[0].__name__}Answer"
    return PolymorphicProxySerializer(name, found, resource_type_field_name=None, many=False)

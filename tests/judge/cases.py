"""Values for calls, made by schemathesis of what a document says: none of our own code has a part in it."""
import contextlib
import re
import urllib.parse
import warnings

import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core import NotSet
from schemathesis.specs.openapi.adapter import parameters

# Values as they are, before schemathesis writes them into a request: that is what is to be judged.
parameters._serialize_for_location = lambda strategy, *_, **__: strategy

warnings.simplefilter("ignore")


class Loader(yaml.CSafeLoader):
    """Dates stay text, as they are in JSON."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()}


def read(path):
    """The document, with paths as OpenAPI has them: some write the templates of RFC 6570."""
    document = meant(yaml.load(path.read_text(), Loader=Loader))
    paths = document.get("paths") or {}
    document["paths"] = {re.sub(r"{[.;?&]?([^}*]+)\*?}", r"{\1}", path): item for path, item in paths.items()}
    return document


NAMES = ("properties", "patternProperties", "$defs", "schemas", "parameters", "headers", "responses", "examples")
"""Keys of maps whose own keys are names."""


def meant(found, is_map=False):
    """Schemas that describe the inside of one kind of value and leave out `type` are meant for that kind: documents do
    it all the time, and no server takes a number where there are properties."""
    if isinstance(found, list):
        return [meant(inner) for inner in found]
    if not isinstance(found, dict):
        return found
    found = {key: meant(inner, not is_map and key in NAMES) for key, inner in found.items()}
    is_schema = not is_map and not any(key in found for key in ("type", "$ref", "allOf", "oneOf", "anyOf", "enum", "const"))
    if is_schema and any(isinstance(found.get(key), dict) for key in ("properties", "additionalProperties")):
        return found | {"type": "object"}
    if is_schema and isinstance(found.get("items"), dict):
        return found | {"type": "array"}
    return found


def operations(path):
    """Every operation of the document: method, path template, and what gives its cases."""
    schema = schemathesis.openapi.from_dict(read(path))
    schema.config.generation.update(
        allow_x00=False, codec="ascii", with_security_parameters=False, allow_extra_parameters=False)
    for found in schema.get_all_operations():
        operation = found.ok()
        yield operation.method.upper(), operation.path, operation


def cases(operation, wanted):
    """At most `wanted` cases: a media type and a value for each parameter and the body, by place and name."""
    drawn = []

    @seed(7)
    @settings(max_examples=wanted, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def draw(case):
        drawn.append(case)

    # What cannot be drawn to the end has been drawn to somewhere.
    with contextlib.suppress(Exception):
        draw()
    return [values(operation, case) for case in drawn[:wanted]]


def values(operation, case):
    declared = {(str(found.location.value), found.name) for found in operation.iter_parameters()}
    given_values = {}
    for place, found in (("path", case.path_parameters), ("query", case.query),
                         ("header", case.headers), ("cookie", case.cookies)):
        for name, value in (found or {}).items():
            # A null in a request's parameters has no form: it is not set.
            if (place, name) in declared and value is not None:
                # Paths alone come percent-encoded.
                text = place == "path" and isinstance(value, str)
                given_values[f"{place} {name}"] = urllib.parse.unquote(value) if text else value
    media_type = None if isinstance(case.body, NotSet) else case.media_type
    if media_type:
        given_values["body"] = case.body
    return media_type, given_values

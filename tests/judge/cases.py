"""Values for calls, made by schemathesis of what a document says: none of our own code has a part in it."""
import contextlib
import urllib.parse
import warnings

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core import NotSet
from schemathesis.specs.openapi.adapter import parameters

# Values as they are, before schemathesis writes them into a request: that is what is to be judged.
parameters._serialize_for_location = lambda strategy, *_, **__: strategy

warnings.simplefilter("ignore")


def operations(path):
    """Every operation of the document: method, path template, and what gives its cases."""
    schema = schemathesis.openapi.from_path(path)
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

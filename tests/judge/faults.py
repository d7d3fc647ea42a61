"""What is known of the judges' own faults, and how an outcome is told apart. Each row says why it is theirs."""
import json


def problem(came):
    """What prism says of a request that it takes for wrong (or of itself), as its word and the reasons."""
    try:
        body = json.loads(came.get("body") or "")
    except ValueError:
        return None, []
    if not isinstance(body, dict) or "stoplight.io/prism/errors" not in str(body.get("type")):
        return None, []
    return body["type"].rsplit("#", 1)[-1], body.get("validation") or [body.get("detail", "")]


def is_violation(came):
    return problem(came)[0] is not None


def is_refusal_in_a_success(came):
    """The overlay knows of answers that report a failure in a 200."""
    return came["outcome"] == "refused" and 200 <= came["status"] < 300


def may_stay(line, came):
    """Values that a client refuses to send, with reason."""
    reason = came.get("reason") or ""
    # The overlay knows that a body must be there which the document leaves optional.
    if reason == "there is no such call" and "body" not in line["given"]:
        return True
    return any(text in reason for text in UNSENT)


UNSENT = (
    # `.` and `..` as a segment: parsers of URLs take them away, the request would be another one.
    "a path segment",
    # Control characters in headers.
    "a header cannot carry",
)


def known(line, came):
    word, reasons = problem(came)
    for name, applies in KNOWN:
        if applies(word, reasons, line, came):
            return name
    return None


def faker_fails(word, reasons, line, came):
    """The library that makes prism's answers (json-schema-faker) fails on some schemas, at random: no answer at all."""
    return word == "UNKNOWN" and "json-schema-faker" in came["body"]


def empty_is_missing(word, reasons, line, came):
    """`?name=` is a parameter with an empty text; prism takes it for none. The bytes are those of the specification's
    table ("form", column "empty")."""
    wanted = [name for name in (missing(reason) for reason in reasons)]
    given = {key.split(" ", 1)[1]: value for key, value in line["given"].items() if " " in key}
    return bool(wanted) and all(name is not None and given.get(name) in ("", [], [""], {}) for name in wanted)


def one_element_behind_any_of(word, reasons, line, came):
    """A list of one element in `form` with `explode` is `name=x`, as a text is: that it is a list, prism sees where the
    schema says `type: array` itself, but not behind `anyOf`."""
    places = [reason.get("location", []) if isinstance(reason, dict) else [] for reason in reasons]
    names = {place[1] for place in places if len(place) > 1 and place[0] == "query"}
    lists = [line["given"].get(f"query {name}") for name in names]
    is_one = [isinstance(found, list) and len(found) == 1 for found in lists]
    return bool(is_one) and len(places) == sum(len(place) > 1 for place in places) and all(is_one)


def missing(reason):
    if not isinstance(reason, dict) or reason.get("code") != "required":
        return None
    return reason["message"].rsplit("'", 2)[-2]


KNOWN = (
    ("no answer made", faker_fails),
    ("empty is missing", empty_is_missing),
    ("one element behind anyOf", one_element_behind_any_of),
)

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


def may_stay(line, came, overlay):
    """Values that a client refuses to send, with reason."""
    reason = came.get("reason") or ""
    # The overlay knows that a body must be there which the document leaves optional.
    if reason == "there is no such call" and "body" not in line["given"] and overlay:
        return True
    # The same body as the one before it, under another media type: the method sends that one.
    if reason == "there is no such call" and "json" not in line["call"]:
        return True
    return any(text in reason for text in UNSENT)


UNSENT = (
    # An empty text, list or object in a path: the request would be for another path.
    " is empty",
    # `.` and `..` as a segment: parsers of URLs take them away, the request would be another one.
    "makes a segment",
    # Control characters in headers.
    "a header cannot carry",
)


def known(line, came):
    """The judge's fault that explains an outcome: each of the reasons must be explained by one."""
    word, reasons = problem(came)
    names = [explained(word, [reason], line, came) for reason in reasons] or [explained(word, [], line, came)]
    return names[0] if all(names) else None


def explained(word, reasons, line, came):
    return next((name for name, applies in KNOWN if applies(word, reasons, line, came)), None)


def nothing_to_answer(word, reasons, line, came):
    """The request was right, and the document has no answer that prism could make up: none at all, or no schema of one."""
    no_schema = word == "UNKNOWN" and "Tried to force a dynamic response" in came["body"]
    return no_schema or word in ("NO_RESPONSE_RESPONSE_DEFINED", "NO_COMPLEX_OBJECT_TEXT")


def not_drawn(word, reasons, line, came):
    """schemathesis gives some parameters of a path no value, where they are objects."""
    reason = came.get("reason") or ""
    return came["outcome"] == "unfit" and reason.startswith("path ") and reason.endswith(": missing")


def faker_fails(word, reasons, line, came):
    """The library that makes prism's answers (json-schema-faker) fails on some schemas, at random: no answer at all, or
    one that prism itself takes for wrong. The request was right: it is looked at first."""
    def is_it(reason):
        return isinstance(reason, dict) and reason.get("location", [])[:1] == ["response"]
    wrong = word == "VIOLATIONS" and bool(reasons) and all(is_it(reason) for reason in reasons)
    return wrong or (word == "UNKNOWN" and "json-schema-faker" in came["body"])


def empty_is_missing(word, reasons, line, came):
    """`?name=` is a parameter with an empty text; prism takes it for none. The bytes are those of the specification's
    table ("form", column "empty"; `;color` for "matrix"), also inside of objects. In a form, an empty list and null have
    no form."""
    wanted = [missing(reason) for reason in reasons]
    found = {name: inner for value in line["given"].values() if isinstance(value, dict) for name, inner in value.items()}
    found |= {key.split(" ", 1)[1]: value for key, value in line["given"].items() if " " in key}
    if is_form(line):
        found |= line["given"]["body"]
    return bool(wanted) and all(name in found and is_empty(found[name]) for name in wanted)


def is_empty(value):
    return value in ("", {}, None) or (isinstance(value, list) and all(item == "" for item in value))


def absent_object(word, reasons, line, came):
    """An object in `form` with `explode` is there if one of its properties is; prism takes none of them for an empty
    object, also where the parameter is optional."""
    def is_it(reason):
        place = reason.get("location", []) if isinstance(reason, dict) else []
        absent = len(place) > 1 and f"query {place[1]}" not in line["given"]
        return place[:1] == ["query"] and absent and reason.get("code") == "required"
    return bool(reasons) and all(is_it(reason) for reason in reasons)


def capitals_in_an_object(word, reasons, line, came):
    """prism makes the names of a query small, and then does not find `firstName` of an object in `form` with `explode`."""
    def is_it(reason):
        place = reason.get("location", []) if isinstance(reason, dict) else []
        found = line["given"].get(f"query {place[1]}") if place[:1] == ["query"] and len(place) > 1 else None
        name = missing(reason)
        return isinstance(found, dict) and name in found and name != name.lower()
    return bool(reasons) and all(is_it(reason) for reason in reasons)


def label_object(word, reasons, line, came):
    """`.role=admin.firstName=Alex` is an object in `label` with `explode`; prism looks for commas in it."""
    def is_it(reason):
        place = reason.get("location", []) if isinstance(reason, dict) else []
        found = line["given"].get(f"path {place[1]}") if place[:1] == ["path"] and len(place) > 1 else None
        return isinstance(found, dict) and missing(reason) in found
    return bool(reasons) and all(is_it(reason) for reason in reasons)


def list_in_a_form(word, reasons, line, came):
    """`name=a&name=b` is a list in a form (OpenAPI 3.0.3, Encoding Object: `form` with `explode` unless it says
    otherwise); prism keeps the last pair only. Objects it does not read at all, neither by style nor as parts of JSON."""
    def is_it(reason):
        place = reason.get("location", []) if isinstance(reason, dict) else []
        return len(place) > 1 and place[0] == "body" and isinstance(line["given"]["body"].get(place[1]), (list, dict))
    return is_form(line) and bool(reasons) and all(is_it(reason) for reason in reasons)


def reserved_in_a_part(word, reasons, line, came):
    """`allowReserved` is about what is percent-encoded: a part of a multipart body is not, and takes any character."""
    def is_it(reason):
        return isinstance(reason, dict) and "Reserved characters" in reason.get("message", "")
    return "multipart/" in line["call"] and bool(reasons) and all(is_it(reason) for reason in reasons)


def space_delimited(word, reasons, line, came):
    """prism looks for `%20` between the elements after it has made spaces of them, and finds one element."""
    def is_it(reason):
        place = reason.get("location", []) if isinstance(reason, dict) else []
        return place[:1] == ["query"] and place[2:] == ["0"] and isinstance(line["given"].get(f"query {place[1]}"), list)
    return bool(reasons) and all(is_it(reason) for reason in reasons)


def is_form(line):
    kinds = ("x-www-form-urlencoded", "multipart/")
    return any(kind in line["call"] for kind in kinds) and isinstance(line["given"].get("body"), dict)


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
    parts = reason["message"].rsplit("'", 2)
    return parts[1] if len(parts) == 3 else None


KNOWN = (
    ("nothing to answer", nothing_to_answer),
    ("not drawn", not_drawn),
    ("no answer made", faker_fails),
    ("empty is missing", empty_is_missing),
    ("one element behind anyOf", one_element_behind_any_of),
    ("absent object", absent_object),
    ("capitals in an object", capitals_in_an_object),
    ("label object", label_object),
    ("list in a form", list_in_a_form),
    ("reserved in a part", reserved_in_a_part),
    ("space delimited", space_delimited),
)

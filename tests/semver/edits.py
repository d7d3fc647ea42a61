"""Edits that providers make to their documents, each a function from a document to another one.

They are made by position, not at random: the same document gives the same pair on every machine.
"""
import copy
import json
import re

METHODS = ("get", "put", "post", "delete", "patch")


def schemas(document):
    return document.get("components", {}).get("schemas", {})


def objects(document):
    """Component schemas with properties, by name."""
    return [(name, schema) for name, schema in sorted(schemas(document).items())
            if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) and schema["properties"]]


def operations(document):
    for path, item in sorted(document.get("paths", {}).items()):
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield path, method, item[method]


def enums(value):
    """Every schema with two values or more, outermost first."""
    if isinstance(value, dict):
        values = value.get("enum")
        if isinstance(values, list) and len(values) > 1 and all(isinstance(v, str) for v in values):
            yield value
        for inner in value.values():
            yield from enums(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from enums(inner)


def reorder(document):
    """Every object the other way round, and prose that says something else."""
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(list(value))}
        if isinstance(value, list):
            return [turned(inner) for inner in value]
        return value
    return turned(document)


def renamed_overlay(text, document):
    """The overlay for a document after `rename`."""
    for name in sorted(schemas(document))[::3]:
        text = re.sub(rf"\bschemas\.{re.escape(name)}\b", f"schemas.{name}Resource", text)
    return text


def rename(document):
    """A third of the schemas is called otherwise; everything refers to the new names."""
    names = sorted(schemas(document))[::3]
    text = json.dumps(document)
    for name in names:
        text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{name}Resource"')
    renamed = json.loads(text)
    held = schemas(renamed)
    renamed["components"]["schemas"] = {(f"{n}Resource" if n in names else n): s for n, s in held.items()}
    return renamed


def split(document):
    """Objects that were written in place become schemas of their own."""
    for name, schema in objects(document):
        for key, prop in list(schema["properties"].items()):
            if isinstance(prop, dict) and prop.get("type") == "object" and prop.get("properties"):
                new = f"{name}{key[:1].upper()}{key[1:]}Part"
                document["components"]["schemas"][new] = prop
                schema["properties"][key] = {"$ref": f"#/components/schemas/{new}"}
    return document


def add(document):
    """A property in every object, a value in every enum, a parameter and a failure for every operation, one more."""
    for _, schema in objects(document):
        schema["properties"].setdefault("addedLater", {"type": "string"})
    for values in enums(document):
        values["enum"].append("added_later")
    for _, _, operation in list(operations(document)):
        operation.setdefault("parameters", []).append(
            {"name": "addedLater", "in": "query", "schema": {"type": "integer"}})
        operation["responses"].setdefault("418", {"description": "Later."})
    document["paths"]["/added-later"] = {"get": {"operationId": "addedLater", "responses": {"204": {"description": "."}}}}
    return document


def loosen(document):
    """Nothing is required, in every other object; no bounds."""
    for _, schema in objects(document)[::2]:
        schema.pop("required", None)
        for prop in schema["properties"].values():
            if isinstance(prop, dict):
                for key in ("maximum", "minimum", "maxLength", "minLength", "pattern"):
                    prop.pop(key, None)
    return document


def tighten(document):
    """Everything is required, in every other object; the last value of every enum is gone."""
    for _, schema in objects(document)[::2]:
        schema["required"] = list(schema["properties"])
    for values in enums(document):
        values["enum"].pop()
    return document


def retire(document):
    """The last operation is gone, and a property of every third object; the first operation is deprecated."""
    found = list(operations(document))
    found[0][2]["deprecated"] = True
    path, method, _ = found[-1]
    del document["paths"][path][method]
    for _, schema in objects(document)[::3]:
        gone = list(schema["properties"])[-1]
        del schema["properties"][gone]
        if gone in schema.get("required", []):
            schema["required"].remove(gone)
    return document


def retype(document):
    """Texts become numbers, in the first property of every fourth object."""
    for _, schema in objects(document)[::4]:
        first = next(iter(schema["properties"]))
        schema["properties"][first] = {"type": "integer"}
    return document


EDITS = {edit.__name__: edit for edit in (reorder, rename, split, add, loosen, tighten, retire, retype)}


def edited(document, edit):
    return EDITS[edit](copy.deepcopy(document))

//! Codes of what is read: texts, references between them, overlays, and the form of the document.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "unreadable",
        title: "A text is neither YAML nor JSON",
        when: "A file cannot be made a tree of: a syntax error, a tab as indentation, two documents in one file, or nesting deeper than 128 levels.",
        instead: "Nothing is made; where it is a part of a document, only what refers to it is left out or untyped.",
        advice: "Mend the text at the place that is shown.",
        overlay: None,
    },
    Code {
        code: "duplicate-key",
        title: "A mapping has the same key twice",
        when: "Two entries of one YAML mapping or JSON object have the same key.",
        instead: "The last entry counts; the others are as if they were not there.",
        advice: "Remove one of them, or give one another key.",
        overlay: None,
    },
    Code {
        code: "ref-outside",
        title: "A `$ref` leads out of what is read",
        when: "A reference names a URL, a file outside of the folder of the document, or a file that cannot be read.",
        instead: "Nothing is made where the reference must be followed.",
        advice: "Put the file beside the document, or name a folder around both with `--root DIR`.",
        overlay: None,
    },
    Code {
        code: "ref-to-nowhere",
        title: "A `$ref` points at nothing",
        when: "The document, or the file that is named, has nothing at that place.",
        instead: "A schema is left untyped; a parameter, body or response is left out.",
        advice: "Mend the reference, or define what it names.",
        overlay: Some(
            "- target: $.components.schemas\n\
\x20 update:\n\
\x20   Missing: {type: object}",
        ),
    },
    Code {
        code: "ref-cycle",
        title: "A `$ref` leads to nothing but further `$ref`s",
        when: "A chain of references comes back to where it began.",
        instead: "What refers to it is left out, or left untyped where it is a schema.",
        advice: "Correct the reference.",
        overlay: None,
    },
    Code {
        code: "dynamic-ref",
        title: "A reference whose target depends on who refers to it",
        when: "The schema has `$dynamicRef` or `$recursiveRef`.",
        instead: "It is taken for a `$ref` to the place it names first.",
        advice: "Refer to the schema that is meant with `$ref` where another one is.",
        overlay: None,
    },
    Code {
        code: "too-many-copies",
        title: "The references of a document multiply beyond measure",
        when: "Parts refer to parts that refer to others many times, so that copies would have no end.",
        instead: "The references that are too many are left out.",
        advice: "Such a document is hardly meant: look for references in a circle.",
        overlay: None,
    },
    Code {
        code: "invalid-overlay",
        title: "An overlay is not as OpenAPI Overlay 1.0 says",
        when: "The overlay lacks a part, or an action has a target that is no JSONPath, or would change the root into something else.",
        instead: "Nothing is made.",
        advice: "Mend the overlay at the place that is shown.",
        overlay: Some(
            "overlay: 1.0.0\n\
info: {title: Corrections, version: 1.0.0}\n\
actions:\n\
\x20 - target: $.info\n\
\x20   description: Why.\n\
\x20   update: {title: Phone calls}",
        ),
    },
    Code {
        code: "overlay-no-match",
        title: "An action of an overlay changes nothing",
        when: "The target of the action is nowhere in the document, often since the document has changed.",
        instead: "The action does nothing.",
        advice: "Mend the target, or remove the action where the document no longer needs it.",
        overlay: None,
    },
    Code {
        code: "overlay-no-effect",
        title: "An action of an overlay says what the document says",
        when: "Everything that the action would change is there already, often since the provider has mended the document.",
        instead: "The action does nothing.",
        advice: "Remove the action.",
        overlay: None,
    },
    Code {
        code: "not-modelled",
        title: "A part of the document cannot be read",
        when: "The part has a form that is neither OpenAPI's nor one of the usual slips.",
        instead: "The part is left out; an error where it is the whole document.",
        advice: "Write it as OpenAPI has it, or correct it in an overlay.",
        overlay: None,
    },
    Code {
        code: "swagger-2",
        title: "The document is Swagger 2.0",
        when: "The document has a key `swagger`, not `openapi`.",
        instead: "Nothing is made.",
        advice: "Convert it to OpenAPI 3 first, for example with `npx swagger2openapi` or at https://converter.swagger.io, and generate from the result.",
        overlay: None,
    },
    Code {
        code: "not-openapi-3",
        title: "The document is not OpenAPI 3",
        when: "The key `openapi` is missing, or its version does not begin with 3.",
        instead: "Nothing is made.",
        advice: "Check that it is the right file. OpenAPI 3.0, 3.1 and 3.2 are read.",
        overlay: None,
    },
    Code {
        code: "unsupported",
        title: "Something of a later OpenAPI is not made use of",
        when: "A key belongs to a version of OpenAPI that is known only in part.",
        instead: "The key is ignored; the rest counts.",
        advice: "Nothing needs to be done.",
        overlay: None,
    },
    Code {
        code: "unknown-field",
        title: "A key is not known at its place",
        when: "An object of the document has a key that OpenAPI does not have there, and that does not begin with `x-`.",
        instead: "The key is ignored.",
        advice: "Correct a slip of the pen; give a key of your own the prefix `x-`.",
        overlay: Some(
            "- target: $.paths['/calls'].get.desription\n\
\x20 remove: true",
        ),
    },
    Code {
        code: "missing-field",
        title: "A key that must be there is not",
        when: "An object lacks a key that OpenAPI demands, for example `description` of a response.",
        instead: "An empty value stands in for it.",
        advice: "Add the key, or leave it as it is: little depends on it.",
        overlay: Some(
            "- target: $.info\n\
\x20 update: {version: 1.0.0}",
        ),
    },
    Code {
        code: "malformed",
        title: "A value has a form that does not belong at its place",
        when: "For example a text where OpenAPI has an object.",
        instead: "The value is left out; an error where nothing is left without it.",
        advice: "Write it as OpenAPI has it, or correct it in an overlay.",
        overlay: None,
    },
    Code {
        code: "path-without-slash",
        title: "A path does not begin with a slash",
        when: "A key of `paths` is `calls` rather than `/calls`.",
        instead: "The slash is put before it.",
        advice: "Write the slash.",
        overlay: None,
    },
];

//! Codes of operations: parameters, bodies, answers, credentials, servers.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "unsupported-parameter",
        title: "A parameter cannot be sent",
        when: "A path parameter has no placeholder in the path, or a header asks the transport for what it does not do (`Expect`, `TE`, `Trailer`, `Upgrade`).",
        instead: "The parameter is left out.",
        advice: "Correct its `in`, or remove it.",
        overlay: None,
    },
    Code {
        code: "parameter-style-undefined",
        title: "A parameter has a style that means nothing for its type",
        when: "A scalar or a list in `deepObject` style, a scalar in a delimited one, a delimited one with `explode: true`, `deepObject` with `explode: false`: the specification has no text for them.",
        instead: "What most servers read is sent; the message says what.",
        advice: "Say what the server reads: `form` with `explode: true` repeats the name.",
        overlay: Some(
            "- target: $.paths['/calls'].get.parameters[?@.name=='tags']\n\
\x20 update:\n\
\x20   style: form\n\
\x20   explode: true",
        ),
    },
    Code {
        code: "parameter-content-as-text",
        title: "A parameter has a media type of which the client knows no form",
        when: "The `content` of a parameter is neither JSON nor plain text.",
        instead: "The text that the caller gives is sent.",
        advice: "Nothing needs to be done where callers know the media type.",
        overlay: None,
    },
    Code {
        code: "repeated-parameter",
        title: "A parameter is declared twice",
        when: "Two parameters of one operation have the same name and place.",
        instead: "The first one counts.",
        advice: "Remove one of them.",
        overlay: None,
    },
    Code {
        code: "optional-path-parameter",
        title: "A path parameter claims to be optional",
        when: "A parameter `in: path` does not say `required: true`.",
        instead: "It is required: there is no request without it.",
        advice: "Say `required: true`.",
        overlay: None,
    },
    Code {
        code: "ambiguous-path",
        title: "Two paths are the same on the wire",
        when: "Two operations of one method have paths that differ in the names of their parameters only.",
        instead: "Both are methods; the server decides which one answers.",
        advice: "Remove the one that is not meant.",
        overlay: None,
    },
    Code {
        code: "webhook-parameters-ignored",
        title: "The parameters of what a server sends are not typed",
        when: "A webhook or a callback has `parameters`.",
        instead: "There is a type for the body alone.",
        advice: "Nothing needs to be done: your server reads them from the request.",
        overlay: None,
    },
    Code {
        code: "untyped-body",
        title: "Nothing says what a body of JSON is",
        when: "A media type that means JSON has no `schema`.",
        instead: "The body is plain JSON.",
        advice: "Write a schema.",
        overlay: Some(
            "- target: $.paths['/calls'].post.responses['200'].content['application/json']\n\
\x20 update:\n\
\x20   schema: {$ref: '#/components/schemas/Call'}",
        ),
    },
    Code {
        code: "undeclared-path-parameter",
        title: "A placeholder of a path is no parameter",
        when: "The path has `{name}`, and no path parameter of that name is declared.",
        instead: "It is taken for a required text.",
        advice: "Declare the parameter.",
        overlay: Some(
            "- target: $.paths['/calls/{id}']\n\
\x20 update:\n\
\x20   parameters: [{name: id, in: path, required: true, schema: {type: string}}]",
        ),
    },
    Code {
        code: "raw-body",
        title: "A webhook's body is not typed",
        when: "What a webhook or callback brings is neither JSON nor empty.",
        instead: "There is no type for it.",
        advice: "Nothing needs to be done.",
        overlay: None,
    },
    Code {
        code: "media-type-ignored",
        title: "A webhook's body can come in several media types",
        when: "What a webhook or callback brings can be JSON and something else.",
        instead: "The type is that of JSON.",
        advice: "Nothing needs to be done where JSON comes.",
        overlay: None,
    },
    Code {
        code: "encoding-ignored",
        title: "A header of a part is not sent",
        when: "The `encoding` of a multipart body lists a header for a part, and no single value or default for it.",
        instead: "The part is sent without it.",
        advice: "State the value, if the server insists on it.",
        overlay: None,
    },
    Code {
        code: "example-against-schema",
        title: "An example does not go with its schema",
        when: "An example of a body is not valid against the schema beside it.",
        instead: "Its test in `tests/examples.rs` only counts it.",
        advice: "Correct the example or the schema.",
        overlay: None,
    },
    Code {
        code: "example-skipped",
        title: "An example is not in the document",
        when: "An example has an `externalValue`, or no value at all.",
        instead: "There is no test for it.",
        advice: "Write its `value` into the document or an overlay where it matters.",
        overlay: None,
    },
    Code {
        code: "failure-not-in-schema",
        title: "A refusal is looked for where the answer has nothing",
        when: "`x-callsmith-failure` points at a property that the schema of the response does not have.",
        instead: "It is looked for all the same.",
        advice: "Correct `at` and `is`; the document may have changed.",
        overlay: Some(
            "- target: $.paths['/calls'].post.responses['200']\n\
\x20 update:\n\
\x20   x-callsmith-failure: {at: /status, is: failed}",
        ),
    },
    Code {
        code: "unsupported-security-scheme",
        title: "A scheme of HTTP that the client does not speak by itself",
        when: "The security scheme is of type `http`, and neither `bearer` nor `basic`: `digest`, `hoba`, `negotiate`.",
        instead: "Callers give the whole value of the header `Authorization`.",
        advice: "Declare it as an API key in the header `Authorization`, if that is what it is.",
        overlay: None,
    },
    Code {
        code: "code-not-in-schema",
        title: "An extension looks for codes of failures where there are none",
        when: "`x-callsmith-error-code` points at a property that no failure's schema has, or at one that is neither text nor number.",
        instead: "It is looked for all the same, in the bodies that arrive.",
        advice: "The document may have changed: correct the pointer.",
        overlay: Some(
            "- target: $\n\
\x20 update: {x-callsmith-error-code: /error/code}",
        ),
    },
    Code {
        code: "pages-ignored",
        title: "An overlay asks for pages of an operation that has none",
        when: "`x-callsmith-pages` stands on an operation that does more than read, whose answer is not JSON, that lacks the parameter, or of which it is not plain how pages are found.",
        instead: "The operation has no `pages()`.",
        advice: "Describe the pages; say `x-callsmith-safety: safe` of what only reads.",
        overlay: Some(
            "- target: $.paths['/calls'].get\n\
\x20 update:\n\
\x20   x-callsmith-pages: {items: /data, cursor: {param: cursor, next: /next_cursor}}",
        ),
    },
    Code {
        code: "pages-not-in-schema",
        title: "An overlay looks for pages where the answer has nothing",
        when: "A pointer of `x-callsmith-pages` leads to a property that the schema of the answer does not have, or to something of another kind.",
        instead: "It is looked for all the same, in the answers that arrive; without a list there is no `items()`.",
        advice: "The document may have changed: correct the pointer.",
        overlay: Some(
            "- target: $.paths['/calls'].get\n\
\x20 update:\n\
\x20   x-callsmith-pages: {items: /data, page: {param: page}}",
        ),
    },
    Code {
        code: "unknown-security-scheme",
        title: "A security requirement names no scheme",
        when: "`security` has a name that `components.securitySchemes` does not have.",
        instead: "The alternative is left out.",
        advice: "Declare the scheme, or correct the name.",
        overlay: Some(
            "- target: $.components.securitySchemes\n\
\x20 update:\n\
\x20   key: {type: http, scheme: bearer}",
        ),
    },
    Code {
        code: "relative-server",
        title: "A server is relative to an address nobody knows",
        when: "The URL of the document's first server has no host, and the overlay does not say where the document is published.",
        instead: "Callers set the base URL, with the server's path at its end.",
        advice: "Name the server, or the place of the document, in an overlay.",
        overlay: Some(
            "- target: $\n\
\x20 update:\n\
\x20   x-callsmith-package: {url: 'https://api.example.com/openapi.json'}",
        ),
    },
    Code {
        code: "bad-server",
        title: "A server that cannot be called",
        when: "With the defaults of its variables the URL has no host, no `https://`, a placeholder without a variable, or a query; or a default is not among the variable's values.",
        instead: "It is left out; one with variables is there for those who set them.",
        advice: "Correct the URL, or name the server in an overlay.",
        overlay: Some(
            "- target: $\n\
\x20 update:\n\
\x20   servers: [{url: 'https://api.example.com'}]",
        ),
    },
];

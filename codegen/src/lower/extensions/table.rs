//! Where each of our extensions has a meaning, and what its value looks like.

use super::Kind;
use serde_json::Value;

/// One row per extension.
pub(super) struct Row {
    pub(super) name: &'static str,
    /// What it may stand on; nothing here: anything.
    pub(super) on: &'static [Kind],
    pub(super) form: Form,
}

/// What a value looks like. What is said more closely is looked at where it is used.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Anything,
    /// `true` or `false`
    Flag,
    Text,
    /// A version as Cargo has them.
    Version,
    /// This text and no other.
    Word(&'static str),
    /// Names to texts.
    Texts,
    /// Names to anything.
    Members,
    /// An object with some of these and nothing else.
    Fields(&'static [(&'static str, Form)]),
}

use Form::{Anything, Fields, Flag, Members, Text, Texts, Version, Word};
use Kind::{Operation, Parameter, Response, Root, Schema, SecurityScheme, Server};

pub(super) const ROWS: &[Row] = &[
    row("x-callsmith-allow", &[], Anything),
    row("x-callsmith-check", &[], Flag),
    row(
        "x-callsmith-error-code",
        &[Root, Operation, Response],
        Anything,
    ),
    row(
        "x-callsmith-example",
        &[Operation],
        Fields(&[("parameters", Members), ("body", Anything)]),
    ),
    row(
        "x-callsmith-failure",
        &[Response],
        Fields(&[("at", Text), ("is", Text), ("name", Text)]),
    ),
    row("x-callsmith-idempotency-key", &[Operation], Anything),
    row(
        "x-callsmith-name",
        &[
            Schema,
            Operation,
            Parameter,
            Response,
            SecurityScheme,
            Server,
        ],
        Text,
    ),
    row("x-callsmith-not-carried-out", &[Operation], Anything),
    row(
        "x-callsmith-package",
        &[Root],
        Fields(&[
            ("name", Text),
            ("version", Version),
            ("env", Text),
            ("url", Text),
            ("include", Anything),
            ("exclude", Anything),
        ]),
    ),
    row("x-callsmith-pages", &[Root, Operation], Anything),
    row("x-callsmith-rate-limit", &[Root], Anything),
    row("x-callsmith-safety", &[Operation], Anything),
    row("x-callsmith-sensitive", &[Parameter, Schema], Flag),
    row(
        "x-callsmith-signature",
        &[Root],
        Fields(&[
            ("scheme", Text),
            ("header", Text),
            ("prefix", Text),
            ("time-header", Text),
            ("id-header", Text),
        ]),
    ),
    row("x-callsmith-source", &[], Anything),
    row("x-callsmith-type", &[Schema], Word("json")),
    row("x-callsmith-type-name", &[Schema], Text),
    row("x-callsmith-value-names", &[Schema], Texts),
];

const fn row(name: &'static str, on: &'static [Kind], form: Form) -> Row {
    Row { name, on, form }
}

impl Row {
    /// Why the extension is none here, if it is none: `has no meaning here`, `must be a text`.
    pub(super) fn fault(&self, kind: Kind, value: &Value) -> Option<String> {
        if !self.on.is_empty() && !self.on.contains(&kind) {
            let on: Vec<String> = self.on.iter().map(|kind| told(*kind)).collect();
            return Some(format!("has no meaning here, only on {}", on.join(" or ")));
        }
        fault(self.form, value)
    }
}

fn fault(form: Form, value: &Value) -> Option<String> {
    let (fits, told) = match form {
        Anything => return None,
        Flag => (value.is_boolean(), "`true` or `false`".to_owned()),
        Text => (value.is_string(), "a text".to_owned()),
        Version => (
            value
                .as_str()
                .is_some_and(|text| semver::Version::parse(text).is_ok()),
            "a version, three numbers like `0.1.0`".to_owned(),
        ),
        Word(word) => (value == word, format!("`{word}`")),
        Texts => {
            let map = value.as_object();
            let fits = map.is_some_and(|map| map.values().all(Value::is_string));
            (fits, "an object of texts".to_owned())
        }
        Members => (value.is_object(), "an object".to_owned()),
        Fields(fields) => return field_fault(fields, value),
    };
    (!fits).then(|| format!("must be {told}"))
}

fn field_fault(fields: &[(&str, Form)], value: &Value) -> Option<String> {
    let Some(map) = value.as_object() else {
        return Some("must be an object".to_owned());
    };
    map.iter().find_map(
        |(key, value)| match fields.iter().find(|(name, _)| name == key) {
            Some((_, form)) => {
                fault(*form, value).map(|fault| format!("is wrong: `{key}` {fault}"))
            }
            None => Some(format!("has no part `{key}`")),
        },
    )
}

fn told(kind: Kind) -> String {
    match kind {
        Root => "the document itself".to_owned(),
        Operation => "an operation".to_owned(),
        SecurityScheme => "a security scheme".to_owned(),
        Server => "a server".to_owned(),
        other => format!("a {}", format!("{other:?}").to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn forms_and_places() {
        let fault = |name: &str, kind, value: Value| {
            let row = ROWS.iter().find(|row| row.name == name);
            row.expect("a row").fault(kind, &value).unwrap_or_default()
        };
        for (name, kind, value, expected) in [
            ("x-callsmith-check", Kind::PathItem, json!(false), ""),
            (
                "x-callsmith-check",
                Root,
                json!("yes"),
                "must be `true` or `false`",
            ),
            (
                "x-callsmith-sensitive",
                Schema,
                json!(1),
                "must be `true` or `false`",
            ),
            (
                "x-callsmith-sensitive",
                Operation,
                json!(true),
                "has no meaning here, only on a parameter or a schema",
            ),
            (
                "x-callsmith-safety",
                Kind::PathItem,
                json!("unsafe"),
                "has no meaning here, only on an operation",
            ),
            ("x-callsmith-type", Schema, json!("text"), "must be `json`"),
            ("x-callsmith-type", Schema, json!("json"), ""),
            ("x-callsmith-name", Response, json!(["a"]), "must be a text"),
            (
                "x-callsmith-value-names",
                Schema,
                json!({"a": 1}),
                "must be an object of texts",
            ),
            (
                "x-callsmith-failure",
                Response,
                json!({"at": "/a", "si": "b"}),
                "has no part `si`",
            ),
            (
                "x-callsmith-package",
                Root,
                json!({"name": 1}),
                "is wrong: `name` must be a text",
            ),
            (
                "x-callsmith-example",
                Operation,
                json!({"parameters": []}),
                "is wrong: `parameters` must be an object",
            ),
            (
                "x-callsmith-example",
                Operation,
                json!("none"),
                "must be an object",
            ),
        ] {
            assert_eq!(fault(name, kind, value), expected, "{name}");
        }
    }
}

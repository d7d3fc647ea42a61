//! Which OpenAPI a document is written in.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Pointer;

/// The document is Swagger 2.0.
pub(crate) const SWAGGER_2: &str = "swagger-2";

/// The document is no OpenAPI 3 document.
pub(crate) const NOT_OPENAPI_3: &str = "not-openapi-3";

/// A minor version of OpenAPI 3, as far as it makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V30,
    V31,
    /// And anything later.
    V32,
}

/// The version, with `openapi` made a text. `None` after an error.
pub(super) fn check(document: &mut Value, diagnostics: &mut Diagnostics) -> Option<Version> {
    let text = document.get("openapi").map(text_of);
    if let (Some(text), Some(version)) = (&text, text.as_deref().and_then(version)) {
        document["openapi"] = text.as_str().into();
        return Some(version);
    }
    diagnostics.push(refusal(document, text));
    None
}

/// A number is what YAML makes of `openapi: 3.1`.
fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}

fn version(text: &str) -> Option<Version> {
    let minor = text.strip_prefix("3.")?.split(['.', '-', '+']).next()?;
    Some(match minor.parse::<u32>().ok()? {
        0 => Version::V30,
        1 => Version::V31,
        _ => Version::V32,
    })
}

fn refusal(document: &Value, openapi: Option<String>) -> Diagnostic {
    let root = Pointer::root();
    if let Some(swagger) = document.get("swagger").or(document.get("swaggerVersion")) {
        let message = format!(
            "this is a Swagger {} document, not OpenAPI 3",
            text_of(swagger)
        );
        return Diagnostic::error(SWAGGER_2, root.join("swagger"), message).help(
            "convert it first, for example with `npx swagger2openapi` or at \
             https://converter.swagger.io, and generate from the result",
        );
    }
    if let Some(text) = openapi {
        let message = format!("`openapi: {text}` is not a version this generator knows");
        return Diagnostic::error(NOT_OPENAPI_3, root.join("openapi"), message)
            .help("it reads OpenAPI 3.0, 3.1 and 3.2");
    }
    let (message, help) = match OTHERS.iter().find(|other| (other.is_it)(document)) {
        Some(other) => (format!("this is {}, not OpenAPI", other.name), other.help),
        None if document.is_null() => ("there is nothing in this file".to_owned(), WANTED),
        None => ("this is not an OpenAPI document".to_owned(), WANTED),
    };
    Diagnostic::error(NOT_OPENAPI_3, root, message).help(help)
}

const WANTED: &str = "an OpenAPI document is an object with a key `openapi`, e.g. `openapi: 3.1.0`";

/// Another kind of document that describes an API.
struct Other {
    name: &'static str,
    is_it: fn(&Value) -> bool,
    help: &'static str,
}

/// What people take for OpenAPI documents, and what to do about it.
const OTHERS: &[Other] = &[
    Other {
        name: "an AsyncAPI document",
        is_it: |document| document.get("asyncapi").is_some(),
        help: "AsyncAPI describes messages; for the HTTP API, ask the provider for an OpenAPI document",
    },
    Other {
        name: "a Postman collection",
        is_it: |document| {
            let schema = document.pointer("/info/schema").and_then(Value::as_str);
            schema.is_some_and(|schema| schema.contains("postman"))
                || document.pointer("/info/_postman_id").is_some()
        },
        help: "convert it first, for example with `npx postman-to-openapi`, and generate from the result",
    },
    Other {
        name: "an OpenAPI Overlay",
        is_it: |document| document.get("overlay").is_some(),
        help: "name the document it is for, and this file with --overlay",
    },
    Other {
        name: "an Arazzo document",
        is_it: |document| document.get("arazzo").is_some(),
        help: "generate from the OpenAPI documents it lists under `sourceDescriptions`",
    },
    Other {
        name: "an OpenRPC document",
        is_it: |document| document.get("openrpc").is_some(),
        help: "OpenRPC describes JSON-RPC, which this generator does not speak",
    },
    Other {
        name: "a Google discovery document",
        is_it: |document| document.get("discoveryVersion").is_some(),
        help: "convert it first, for example with `npx google-discovery-to-swagger` and \
               `npx swagger2openapi`, and generate from the result",
    },
    Other {
        name: "a RAML document",
        is_it: |document| {
            let keys = document.as_object().into_iter().flat_map(|map| map.keys());
            document.get("title").is_some() && keys.clone().any(|key| key.starts_with('/'))
        },
        help: "convert it first, for example with `npx oas-raml-converter`, and generate from the result",
    },
    Other {
        name: "a JSON Schema",
        is_it: |document| {
            document.get("$schema").is_some()
                || document.get("type").is_some() && document.get("properties").is_some()
        },
        help: "an OpenAPI document may hold it under `components.schemas`",
    },
    Other {
        name: "part of a document",
        is_it: |document| document.get("paths").is_some() || document.get("components").is_some(),
        help: "say which OpenAPI it is: the key `openapi` is missing, e.g. `openapi: 3.1.0`",
    },
    Other {
        name: "a text",
        is_it: Value::is_string,
        help: WANTED,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions() {
        let check = |value: Value| check(&mut { value }, &mut Diagnostics::default());
        assert_eq!(check(json!({"openapi": "3.0.3"})), Some(Version::V30));
        assert_eq!(check(json!({"openapi": 3.1})), Some(Version::V31));
        assert_eq!(check(json!({"openapi": "3.1.0-rc1"})), Some(Version::V31));
        assert_eq!(check(json!({"openapi": "3.2.0"})), Some(Version::V32));
        for refused in [
            json!({"openapi": "4.0.0"}),
            json!({"swagger": "2.0"}),
            json!([]),
            json!(1),
        ] {
            assert_eq!(check(refused), None);
        }
    }
}

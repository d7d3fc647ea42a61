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
    if let Some(swagger) = document.get("swagger") {
        let message = format!(
            "this is a Swagger {} document, not OpenAPI 3",
            text_of(swagger)
        );
        return Diagnostic::error(SWAGGER_2, root.join("swagger"), message).help(
            "convert it first, for example with `npx swagger2openapi` or at \
             https://converter.swagger.io, and generate from the result",
        );
    }
    match openapi {
        Some(text) => {
            let message = format!("`openapi: {text}` is not a version this generator knows");
            Diagnostic::error(NOT_OPENAPI_3, root.join("openapi"), message)
                .help("it reads OpenAPI 3.0, 3.1 and 3.2")
        }
        None => Diagnostic::error(NOT_OPENAPI_3, root, "this is not an OpenAPI document")
            .help("an OpenAPI document is an object with a key `openapi`, e.g. `openapi: 3.1.0`"),
    }
}

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

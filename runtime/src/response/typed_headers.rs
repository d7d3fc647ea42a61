//! Headers as a struct of optional fields.

use crate::model::{self, DecodeFault, Json, Kind, Value, View};
use http::HeaderMap;
use serde_json::Map;

/// Reads the headers that the fields of `H` name, in style `simple` (OpenAPI 3.0.3, Header Object).
///
/// A header is a text. Which JSON it is depends on the field, which alone knows what it takes: the text, a number or
/// boolean, or a list of them.
pub(crate) fn read<H: Value>(headers: &HeaderMap) -> Result<H, DecodeFault> {
    let none: H = model::from_json(&Json::Object(Map::new()))?;
    let View::Object(object) = none.view().bare() else {
        return Ok(none);
    };
    let fields = object.table().fields();
    let mut found = Map::new();
    for field in fields.filter(|field| field.kind != Kind::Rest) {
        if let Some(text) = text(headers, field.wire) {
            found.insert(field.wire.to_owned(), fitting::<H>(field.wire, &text));
        }
    }
    model::from_json(&Json::Object(found))
}

/// Several lines of a header are one list (RFC 9110, 5.3).
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(name).iter();
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// The first of what the text can mean that the field takes; otherwise the text, so that the error is about it.
fn fitting<H: Value>(name: &str, text: &str) -> Json {
    let parts = || text.split(',').map(str::trim);
    let meanings = [
        Json::from(text),
        scalar(text),
        parts().map(Json::from).collect(),
        parts().map(scalar).collect(),
    ];
    let fits = |json: &Json| {
        let alone = Map::from_iter([(name.to_owned(), json.clone())]);
        model::from_json::<H>(&Json::Object(alone)).is_ok()
    };
    let fitting = meanings.into_iter().find(fits);
    fitting.unwrap_or_else(|| text.into())
}

fn scalar(text: &str) -> Json {
    serde_json::from_str(text.trim()).unwrap_or_else(|_| text.into())
}

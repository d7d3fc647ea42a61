//! Diagnostics as JSON, for programs.

use serde_json::{Value, json};

use super::render::Spots;
use super::{At, Diagnostic, Diagnostics, Severity};
use crate::source::Source;

impl Diagnostics {
    /// Everything said, in the order of the texts, as a list of objects. `severity` is `error` or `warning`; `code`
    /// and `message` are texts; `help` is one or null. `file`, `line`, `column` (from 1, in characters) and `pointer`
    /// (RFC 6901) say where, each null where there is no such thing. `related` lists further places, each with
    /// its `message`.
    pub fn to_json(&self, sources: &[Source]) -> Value {
        let spots = Spots::of(self.iter(), sources);
        let items = spots.sorted(self.iter());
        items
            .into_iter()
            .map(|item| one(item, &spots, sources))
            .collect()
    }
}

fn one(item: &Diagnostic, spots: &Spots<'_>, sources: &[Source]) -> Value {
    let severity = match item.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related = item
        .related
        .iter()
        .map(|(at, what)| with_place(json!({ "message": what }), at, spots, sources));
    let related: Value = related.collect();
    let object = json!({ "severity": severity, "code": item.code, "message": item.message });
    let mut object = with_place(object, &item.at, spots, sources);
    object["help"] = json!(item.help);
    object["related"] = related;
    object
}

fn with_place(mut object: Value, at: &At, spots: &Spots<'_>, sources: &[Source]) -> Value {
    let spot = spots.get(at);
    let source = spot.and_then(|spot| sources.get(spot.source));
    let position = spot.and_then(|spot| spot.position);
    object["file"] = json!(source.map(|source| &source.name));
    object["line"] = json!(position.map(|position| position.line));
    object["column"] = json!(position.map(|position| position.column));
    object["pointer"] = json!(super::render::pointer_of(at).map(|(_, pointer)| pointer.as_str()));
    object
}

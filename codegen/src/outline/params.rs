//! A parameter in the outline: what it is called, what it takes, and how it is written.

use super::line;
use super::types::{checked, ty};
use crate::emit::Cx;
use crate::ir::{Param, Place, Serialization};

/// `limit: i64 = 20`
pub(super) fn param(cx: Cx<'_>, param: &Param, name: &str) -> String {
    let wire = if name.trim_start_matches("r#") == param.wire {
        String::new()
    } else {
        format!(" \"{}\"", line(&param.wire))
    };
    let sensitive = if param.sensitive { " (sensitive)" } else { "" };
    let place = match param.place {
        Place::Query | Place::Path => String::new(),
        Place::Header | Place::Cookie => format!(" in {}", param.place.as_str()),
    };
    let default = param
        .default
        .as_ref()
        .map(|default| format!(" = {}", line(&default.to_string())))
        .unwrap_or_default();
    format!(
        "{name}{wire}: {}{place}{}{default}{sensitive}{}",
        ty(cx, &param.ty),
        style(param),
        checked(&param.rules)
    )
}

/// How it is written, where that is not the default of its place.
pub(crate) fn style(param: &Param) -> String {
    let mut words: Vec<&str> = Vec::new();
    let default = Serialization::of(param.place);
    match param.serialization {
        Serialization::Json => words.push("as JSON"),
        Serialization::Text => words.push("as text"),
        Serialization::Style(style) => {
            if default != Serialization::Style(style.name.plain()) {
                words.push(style.name.as_str());
            }
            match style.explode {
                explode if explode == style.name.explodes() => {}
                true => words.push("exploded"),
                false => words.push("not exploded"),
            }
            words.extend(style.allow_reserved.then_some("reserved characters pass"));
        }
    }
    words.extend(param.allow_empty.then_some("may be empty"));
    match words.is_empty() {
        true => String::new(),
        false => format!(" ({})", words.join(", ")),
    }
}

//! How the fields of forms and the parts of multipart bodies are written: Encoding Objects.

use super::Translation;
use super::facts::{Node, Placed};
use super::response::is_json;
use crate::diagnostic::Diagnostic;
use crate::ir::{Encoding, Style, StyleName};
use crate::source::Pointer;
use openapiv3::{Header, ParameterSchemaOrContent, QueryStyle};
use serde_json::Value as Json;

/// Something that is said of a part and cannot be done.
const ENCODING_IGNORED: &str = "encoding-ignored";

impl<'a> Translation<'a> {
    /// What is said of the property `name`; `None` where that is nothing. Media types and headers are for parts only.
    pub(super) fn encoding(
        &mut self,
        name: &str,
        found: &'a openapiv3::Encoding,
        multipart: bool,
        at: &Pointer,
    ) -> Option<Encoding> {
        let stated = found.content_type.clone();
        let content_type = stated.filter(|text| is_sendable(text) && (multipart || is_json(text)));
        let headers = match multipart {
            true => self.headers_of_part(found, at),
            false => Vec::new(),
        };
        let made = Encoding {
            name: name.to_owned(),
            content_type,
            style: style(found),
            headers,
        };
        let says = made.content_type.is_some() || made.style.is_some() || !made.headers.is_empty();
        says.then_some(made)
    }

    /// Those of which the document says what they hold.
    fn headers_of_part(
        &mut self,
        found: &'a openapiv3::Encoding,
        at: &Pointer,
    ) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, header) in &found.headers {
            let at = at.join("headers").join(name);
            let Some((header, at)) = self.resolver.header(header, at) else {
                continue;
            };
            if ["content-type", "content-disposition"].contains(&name.to_ascii_lowercase().as_str())
            {
                continue;
            }
            match self
                .fixed_header(header, &at)
                .filter(|text| is_sendable(text))
            {
                Some(text) => headers.push((name.clone(), text)),
                None => {
                    let message =
                        "no single value is stated for this header of a part; it is not sent";
                    self.warn(Diagnostic::warning(ENCODING_IGNORED, at, message));
                }
            }
        }
        headers
    }

    /// The value of a header that has only one, or a default.
    fn fixed_header(&mut self, header: &'a Header, at: &Pointer) -> Option<String> {
        let ParameterSchemaOrContent::Schema(schema) = &header.format else {
            return None;
        };
        let placed = Placed {
            node: Node::from(schema),
            at: at.join("schema"),
        };
        self.visit_all(&placed);
        let notes = self.notes(&placed);
        match notes.fixed.or(notes.default)? {
            Json::String(text) => Some(text),
            value @ (Json::Number(_) | Json::Bool(_)) => Some(value.to_string()),
            _ => None,
        }
    }
}

fn is_sendable(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// `None` where the document says nothing: then it is a matter of the media type (OpenAPI 3.1.1, 4.8.15.1.2).
fn style(found: &openapiv3::Encoding) -> Option<Style> {
    let explode = found
        .extensions
        .get("x-oas31-explode")
        .and_then(Json::as_bool);
    if found.style.is_none() && explode.is_none() && !found.allow_reserved {
        return None;
    }
    let name = match found.style {
        None | Some(QueryStyle::Form) => StyleName::Form,
        Some(QueryStyle::SpaceDelimited) => StyleName::SpaceDelimited,
        Some(QueryStyle::PipeDelimited) => StyleName::PipeDelimited,
        Some(QueryStyle::DeepObject) => StyleName::DeepObject,
    };
    Some(Style {
        name,
        explode: explode.unwrap_or(name.explodes()),
        allow_reserved: found.allow_reserved,
    })
}

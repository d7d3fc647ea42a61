//! The parts that a field of a multipart body becomes.

use super::{Encoding, is_deep};
use crate::body::Source;
use crate::error::InvalidRequest;
use crate::model::{Upload, View};
use crate::query::{Shape, Style, field, json};
use http::header::HeaderValue;
use std::fmt::Write;

/// One part.
pub(super) struct Part {
    /// Its headers, a line each.
    pub(super) head: String,
    pub(super) content: Source,
}

/// Of a file of which nobody has said more.
const BYTES: &str = "application/octet-stream";

const JSON: &str = "application/json";

/// Adds the parts of the field `name`.
pub(super) fn parts(
    name: &str,
    view: View<'_>,
    encoding: &Encoding,
    out: &mut Vec<Part>,
) -> Result<(), InvalidRequest> {
    if let Some(files) = files(view) {
        for upload in files {
            out.push(file(name, upload, encoding)?);
        }
        return Ok(());
    }
    let mut add = |name: &str, text: String, media_type: Option<&str>| {
        let head = head(name, None, media_type, encoding)?;
        let content = Source::Whole(text.into());
        out.push(Part { head, content });
        Ok(())
    };
    if let Some(style) = encoding.style {
        return (pairs(style, name, view)?.into_iter())
            .try_for_each(|(name, text)| add(&name, text, None));
    }
    let stated = encoding.content_type.and_then(only);
    match Shape::of(view)? {
        Shape::Absent => Ok(()),
        _ if encoding.is_json() => add(name, json(view)?, stated),
        shape if is_deep(&shape) => add(name, json(view)?, stated.or(Some(JSON))),
        Shape::Scalar(text) => add(name, text.into_owned(), stated),
        Shape::List(items) => items
            .into_iter()
            .try_for_each(|item| match Shape::of(item)? {
                Shape::Scalar(text) => add(name, text.into_owned(), stated),
                _ => Ok(()),
            }),
        Shape::Object(_) => Ok(()),
    }
}

/// The files that a value is, if it is one or a list of them.
fn files(view: View<'_>) -> Option<Vec<&Upload>> {
    match view.bare() {
        View::Upload(upload) => Some(vec![upload]),
        View::List(list) if list.count() > 0 => {
            let items = (0..list.count()).filter_map(|index| list.item(index));
            let files = items.map(|item| match item.view().bare() {
                View::Upload(upload) => Some(upload),
                _ => None,
            });
            files.collect()
        }
        _ => None,
    }
}

fn file(name: &str, upload: &Upload, encoding: &Encoding) -> Result<Part, InvalidRequest> {
    let stated = encoding.content_type.and_then(only);
    let media_type = upload.kind().or(stated).unwrap_or(BYTES);
    let file_name = upload.name().unwrap_or("blob");
    let head = head(name, Some(file_name), Some(media_type), encoding)?;
    let content = upload.content();
    Ok(Part { head, content })
}

/// Names and texts in a style that a document asks for: those of a form, which are not encoded here.
fn pairs(
    style: Style,
    name: &str,
    view: View<'_>,
) -> Result<Vec<(String, String)>, InvalidRequest> {
    let encoded = field(style, name, view)?;
    let pairs = url::form_urlencoded::parse(encoded.as_bytes());
    Ok(pairs.into_owned().collect())
}

/// The media type that a `contentType` names, unless it leaves a choice: `image/*`, `image/png, image/jpeg`.
fn only(content_type: &str) -> Option<&str> {
    (!content_type.contains(['*', ','])).then_some(content_type)
}

/// The headers of a part (RFC 7578, 4). Text has no media type unless the document names one: it is `text/plain`
/// anyway, and some servers take what has one for a file.
fn head(
    name: &str,
    file_name: Option<&str>,
    media_type: Option<&str>,
    encoding: &Encoding,
) -> Result<String, InvalidRequest> {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
    if let Some(file_name) = file_name {
        let _ = write!(head, "; filename=\"{}\"", quoted(file_name));
    }
    head += "\r\n";
    let media_type = media_type.map(|media_type| ("Content-Type", media_type));
    for (name, value) in media_type.iter().chain(encoding.headers) {
        if HeaderValue::from_str(value).is_err() {
            return Err(InvalidRequest::new(format!(
                "the header `{name}` of a part contains a character that a header cannot carry"
            )));
        }
        let _ = write!(head, "{name}: {value}\r\n");
    }
    Ok(head)
}

/// As browsers write names (WHATWG HTML, 4.10.21.8, "multipart form data").
fn quoted(name: &str) -> String {
    let escaped = name.replace('\n', "%0A").replace('\r', "%0D");
    escaped.replace('"', "%22")
}

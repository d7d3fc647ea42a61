//! `multipart/form-data` (RFC 7578) and its relatives: one part after the other.

use super::part::{Part, parts};
use super::{Encoding, fields};
use crate::body::{Body, Source};
use crate::error::InvalidRequest;
use crate::model::View;
use std::fmt::Write;

/// The body, and its media type with the boundary.
pub(crate) fn multipart(
    media_type: &str,
    body: View<'_>,
    encodings: &[Encoding],
) -> Result<(String, Body), InvalidRequest> {
    let boundary = boundary()?;
    let mut all: Vec<Part> = Vec::new();
    fields(body, encodings, &mut |name, view, encoding| {
        parts(name, view, encoding, &mut all)
    })?;
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    Ok((
        format!("{essence}; boundary={boundary}"),
        chain(&boundary, all),
    ))
}

/// Parts with the boundary before each and behind the last (RFC 2046, 5.1.1).
fn chain(boundary: &str, parts: Vec<Part>) -> Body {
    let text = |text: String| Source::Whole(text.into());
    let mut pieces = Vec::new();
    let mut before = format!("--{boundary}\r\n");
    for Part { head, content } in parts {
        pieces.extend([text(before + &head + "\r\n"), content]);
        before = format!("\r\n--{boundary}\r\n");
    }
    // Without any part there is still a body, which ends.
    let last = match pieces.is_empty() {
        true => format!("--{boundary}--\r\n"),
        false => format!("\r\n--{boundary}--\r\n"),
    };
    pieces.push(text(last));
    Body::chain(pieces)
}

/// Random, so that no content has it: nobody who sends a file can know it beforehand.
fn boundary() -> Result<String, InvalidRequest> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|e| InvalidRequest::because("there is no randomness for a boundary", e))?;
    let mut text = "callsmith-".to_owned();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

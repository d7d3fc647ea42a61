//! `application/x-www-form-urlencoded`: pairs with `&` between them.

use super::{Encoding, fields, is_deep};
use crate::error::InvalidRequest;
use crate::model::View;
use crate::query::{Shape, Style, field};

/// The text of a form. Spaces are `%20`: who reads `+` as a space reads `%20` as well, but not the other way round.
pub(crate) fn urlencoded(body: View<'_>, encodings: &[Encoding]) -> Result<String, InvalidRequest> {
    let mut out = String::new();
    fields(body, encodings, &mut |name, view, encoding| {
        let pairs = field(style(view, encoding)?, name, view)?;
        if !out.is_empty() && !pairs.is_empty() {
            out.push('&');
        }
        out.push_str(&pairs);
        Ok(())
    })?;
    Ok(out)
}

/// A style that is stated counts more than a media type (OpenAPI 3.1.1, 4.8.15.1.2).
fn style(view: View<'_>, encoding: &Encoding) -> Result<Style, InvalidRequest> {
    Ok(match encoding.style {
        Some(style) => style,
        None if encoding.is_json() || is_deep(&Shape::of(view)?) => Style::JSON,
        None => Style::FORM,
    })
}

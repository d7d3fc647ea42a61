//! Bodies made of fields: `application/x-www-form-urlencoded` and `multipart/*` (OpenAPI 3.1.1, 4.8.15).
//!
//! | a value is | in a form | in a multipart body |
//! |---|---|---|
//! | nothing, null | not there | not there |
//! | a scalar | `name=text` | a part of text |
//! | a file | refused | a part with a file name, of its own media type |
//! | a list of scalars or files | `name=a&name=b` | a part each |
//! | an object, a list with objects or lists in it | `name=` and its JSON | a part of `application/json` |
//!
//! An [`Encoding`] says otherwise of a field: a style, as for parameters, or a media type.

mod encoding;
mod multipart;
mod part;
mod urlencoded;

pub use encoding::Encoding;
pub(crate) use multipart::multipart;
pub(crate) use urlencoded::urlencoded;

use crate::error::InvalidRequest;
use crate::model::{self, View};
use crate::query::Shape;

/// Shows every field of a body.
fn fields<'e>(
    body: View<'_>,
    encodings: &'e [Encoding],
    see: &mut dyn FnMut(&str, View<'_>, &Encoding) -> Result<(), InvalidRequest>,
) -> Result<(), InvalidRequest> {
    if !matches!(Shape::of(body)?, Shape::Object(_)) {
        return Err(InvalidRequest::new("a form is an object: it has fields"));
    }
    let mut result = Ok(());
    model::entries(body, &mut |name, view| {
        if result.is_ok() {
            let stated = encodings.iter().find(|encoding| encoding.name == name);
            result = see(name, view, stated.unwrap_or(&Encoding::of("")));
        }
    });
    result
}

/// Whether a value has more than scalars in it: such a one has no form but JSON, unless the document says so.
fn is_deep(shape: &Shape<'_>) -> bool {
    let is_scalar = |item: &View<'_>| {
        let shape = Shape::of(*item);
        matches!(shape, Ok(Shape::Scalar(_) | Shape::Absent))
    };
    match shape {
        Shape::Absent | Shape::Scalar(_) => false,
        Shape::List(items) => !items.iter().all(is_scalar),
        Shape::Object(_) => true,
    }
}

#[cfg(test)]
mod tests;

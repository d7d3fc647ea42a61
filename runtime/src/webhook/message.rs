//! What is signed.

use super::{Delivery, Refused};

/// What a template may ask for, beside the request itself.
pub(super) struct Parts<'a> {
    pub(super) time: &'a str,
    pub(super) id: &'a str,
}

/// `template` with everything filled in. It stands in the program, so that braces without a meaning are text.
pub(super) fn message(
    template: &str,
    parts: &Parts<'_>,
    delivery: &Delivery<'_>,
) -> Result<Vec<u8>, Refused> {
    let (mut out, mut rest) = (Vec::new(), template);
    while let Some((before, behind)) = rest.split_once('{') {
        out.extend_from_slice(before.as_bytes());
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        match name {
            "body" => out.extend_from_slice(delivery.unverified_body()),
            "time" => out.extend_from_slice(parts.time.as_bytes()),
            "id" => out.extend_from_slice(parts.id.as_bytes()),
            "url" => out.extend_from_slice(delivery.address().ok_or(Refused::NoUrl)?.as_bytes()),
            "form" => form(delivery.unverified_body(), &mut out),
            other => out.extend_from_slice(other.as_bytes()),
        }
        rest = behind;
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(out)
}

/// The fields of a form by name, each once, without anything between names and values.
fn form(body: &[u8], out: &mut Vec<u8>) {
    let mut fields: Vec<_> = url::form_urlencoded::parse(body).collect();
    fields.sort();
    fields.dedup();
    for (name, value) in fields {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(value.as_bytes());
    }
}

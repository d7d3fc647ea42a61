//! How what the server sends of its own accord is signed: `x-callsmith-signature`.

use super::response::BAD_EXTENSION;
use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::Signature;
use crate::source::Pointer;

const NAME: &str = "x-callsmith-signature";

/// The schemes that the runtime has: `HMAC_SHA256` of its `Scheme` for `hmac-sha256`.
const SCHEMES: [&str; 11] = [
    "hmac-sha256",
    "hmac-sha256-base64",
    "github",
    "stripe",
    "retell",
    "slack",
    "standard-webhooks",
    "svix",
    "twilio",
    "telnyx",
    "discord",
];

impl Translation<'_> {
    pub(super) fn signature(&mut self, extensions: &Extensions) -> Option<Signature> {
        let extension = extensions.get(NAME)?;
        let text = |key: &str| extension.get(key)?.as_str().map(str::to_owned);
        let found = Signature {
            scheme: text("scheme").unwrap_or_default(),
            header: text("header"),
            prefix: text("prefix"),
            time_header: text("time-header"),
            id_header: text("id-header"),
        };
        match fault(&found) {
            None => Some(found),
            Some(message) => {
                let at = Pointer::root().join(NAME);
                self.warn(Diagnostic::warning(BAD_EXTENSION, at, message));
                None
            }
        }
    }
}

fn fault(found: &Signature) -> Option<String> {
    if !SCHEMES.contains(&found.scheme.as_str()) {
        let known = SCHEMES.join("`, `");
        return Some(format!(
            "`scheme` is none of `{known}`; no signature is checked"
        ));
    }
    let headers = [&found.header, &found.time_header, &found.id_header];
    let mut headers = headers.into_iter().flatten();
    let wrong = headers.find(|name| !is_header(name))?;
    Some(format!(
        "`{wrong}` is not the name of a header; no signature is checked"
    ))
}

/// A token of HTTP (RFC 9110, 5.6.2).
fn is_header(name: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_token)
}

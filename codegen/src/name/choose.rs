//! One name for each of several things that must not be called the same.

use super::{Case, Scope, ident};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Pointer;

/// Two things of a document that would have the same Rust name.
const COLLISION: &str = "name-collision";

/// A name that the overlay asks for and Rust does not allow.
const BAD_NAME: &str = "bad-name";

/// One name for each `(text of the document, name the overlay asks for, place)`. Who is asked for comes
/// first, then who is written the way Rust writes it, then the rest by their text.
pub(super) fn unique(
    scope: &mut Scope,
    case: Case,
    wanted: Vec<(&str, Option<&str>, &Pointer)>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut idents: Vec<(usize, String)> = Vec::new();
    for (i, (text, asked, at)) in wanted.iter().enumerate() {
        let ident = match asked {
            Some(name) => requested(name, case, at, diagnostics),
            None => ident::ident(text, case),
        };
        idents.push((i, ident));
    }
    idents.sort_by_cached_key(|(i, ident)| {
        let (text, asked, _) = wanted[*i];
        (asked.is_none(), text != ident, text.len(), text.to_owned())
    });
    let mut found = vec![String::new(); wanted.len()];
    for (i, ident) in idents {
        found[i] = claim(scope, &ident, case, wanted[i].2, diagnostics);
    }
    found
}

/// `wanted`, or what it becomes when somebody else has it already; that is reported.
pub(super) fn claim(
    scope: &mut Scope,
    wanted: &str,
    case: Case,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> String {
    let collides = scope.is_claimed(wanted);
    let found = scope.claim(wanted, case);
    if collides {
        let text = at.tokens().last().unwrap_or_default().into_owned();
        let message = format!(
            "`{text}` would be called `{wanted}`, but something else is; it is called `{found}`"
        );
        diagnostics.push(
            Diagnostic::warning(COLLISION, at.clone(), message)
                .help("choose a name with `x-callsmith-name` in an overlay"),
        );
    }
    found
}

/// A name from the overlay, if Rust allows it.
pub(super) fn requested(
    name: &str,
    case: Case,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> String {
    let made = ident::ident(name, case);
    if made.trim_start_matches("r#") != name {
        let message = format!("Rust would not write `{name}` here; the name is `{made}` instead");
        diagnostics.push(Diagnostic::warning(BAD_NAME, at.clone(), message));
    }
    made
}

//! One name for each of several things that must not be called the same.

use super::{Case, Scope, ident};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Pointer;

/// Two things of a document that would have the same Rust name.
const COLLISION: &str = "name-collision";

/// A name that the overlay asks for and Rust does not allow.
const BAD_NAME: &str = "bad-name";

/// Something that needs a name.
pub(super) struct Wanted<'a> {
    /// What the document calls it.
    pub(super) text: &'a str,
    /// The name that the overlay asks for.
    pub(super) asked: Option<&'a str>,
    /// The name that the ledger has for it.
    pub(super) pinned: Option<&'a str>,
    /// What else it may be called, best first, where somebody has the name that `text` gives.
    pub(super) others: Vec<String>,
    /// Where it stands.
    pub(super) at: &'a Pointer,
}

impl Wanted<'_> {
    /// Where `name` comes from, where `ident` was wanted.
    fn reason(&self, name: &str, ident: &str) -> &'static str {
        match (self.asked, name == ident) {
            (Some(_), true) => "`x-callsmith-name` asks for it",
            (None, true) => "it is what the document calls it, written as Rust does",
            (_, false) => "something else is called as the document calls it",
        }
    }

    /// The ledger's name, unless the overlay asks for another.
    pub(super) fn kept(&self, case: Case) -> Option<String> {
        kept(self.pinned, self.asked, case)
    }
}

/// The `pinned` name, unless another one is asked for; one that was written by hand and does not fit is no name.
pub(super) fn kept(pinned: Option<&str>, asked: Option<&str>, case: Case) -> Option<String> {
    let pinned = pinned.filter(|name| ident::is_ours(name, case))?;
    let pinned = ident::raw(pinned);
    asked
        .is_none_or(|asked| ident::ident(asked, case) == pinned)
        .then_some(pinned)
}

/// One name for each. What has a name already keeps it; then comes who is asked for, then who is written the way Rust
/// writes it, then the rest by their text.
pub(super) fn unique(
    scope: &mut Scope,
    case: Case,
    wanted: &[Wanted<'_>],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut found: Vec<Option<String>> = wanted
        .iter()
        .map(|one| one.kept(case).and_then(|name| scope.take(&name)))
        .collect();
    let mut rest: Vec<(usize, String)> = Vec::new();
    for (i, one) in wanted
        .iter()
        .enumerate()
        .filter(|(i, _)| found[*i].is_none())
    {
        let ident = match one.asked {
            Some(name) => requested(name, case, one.at, diagnostics),
            None => ident::ident(one.text, case),
        };
        rest.push((i, ident));
    }
    rest.sort_by_cached_key(|(i, ident)| {
        let Wanted { text, asked, .. } = &wanted[*i];
        let is_upper = !text.contains(char::is_lowercase);
        let exact = *text == ident.trim_start_matches("r#");
        (
            asked.is_none(),
            !exact,
            text.len(),
            is_upper,
            (*text).to_owned(),
        )
    });
    for (one, name) in wanted.iter().zip(&found) {
        if let Some(name) = name {
            decided(name, || "the ledger has it", one.at, diagnostics);
        }
    }
    for (i, ident) in rest {
        let name = one(scope, &wanted[i], ident.clone(), case, diagnostics);
        decided(
            &name,
            || wanted[i].reason(&name, &ident),
            wanted[i].at,
            diagnostics,
        );
        found[i] = Some(name);
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// `ident`; where something else has it, a name that says in words what the two texts differ in, which is no loss.
/// A number says nothing, so it is reported.
fn one(
    scope: &mut Scope,
    wanted: &Wanted<'_>,
    ident: String,
    case: Case,
    diagnostics: &mut Diagnostics,
) -> String {
    if wanted.asked.is_none() && scope.is_claimed(&ident) {
        let others = wanted.others.iter().map(|text| ident::ident(text, case));
        let mut others = others.chain(in_other_words(wanted.text, &ident, case));
        if let Some(found) = others.find_map(|name| scope.take(&name)) {
            return found;
        }
    }
    claim(scope, &ident, case, (wanted.text, wanted.at), diagnostics)
}

/// Notes why something has its name.
pub(super) fn decided<T: std::fmt::Display>(
    name: &str,
    why: impl FnOnce() -> T,
    at: &Pointer,
    diagnostics: &Diagnostics,
) {
    diagnostics.decided("name", at, || format!("`{name}`: {}", why()));
}

/// `at_type` for `@type` beside `type`, `AscUpper` for `ASC` beside `asc`.
fn in_other_words(text: &str, ident: &str, case: Case) -> Vec<String> {
    let mut found = Vec::new();
    let spelled = ident::ident(&ident::spelled_out(text), case);
    if spelled != ident {
        found.push(spelled);
    }
    // Where there are separators, they are what differs as well.
    if !text.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return found;
    }
    let written = match (
        text.contains(char::is_uppercase),
        text.contains(char::is_lowercase),
    ) {
        (true, false) => "upper",
        (false, true) if case == Case::Type => "lower",
        _ => return found,
    };
    found.push(ident::ident(&format!("{text} {written}"), case));
    found
}

/// `wanted`, or what it becomes when somebody else has it already; that is reported, with what people know the thing
/// by and where it stands.
pub(super) fn claim(
    scope: &mut Scope,
    wanted: &str,
    case: Case,
    (text, at): (&str, &Pointer),
    diagnostics: &mut Diagnostics,
) -> String {
    let collides = scope.is_claimed(wanted);
    let found = scope.claim(wanted, case);
    if collides {
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
    // `x-enum-varnames` writes constants as other languages do; nothing of them is lost.
    let only_case = case == Case::Type && same_words(&made, name);
    if made.trim_start_matches("r#") != name && !only_case {
        let message = format!("Rust would not write `{name}` here; the name is `{made}` instead");
        diagnostics.push(Diagnostic::warning(BAD_NAME, at.clone(), message));
    }
    made
}

/// Whether two names differ in capitals and separators only.
fn same_words(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| c.is_ascii_alphanumeric());
        letters.map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    letters(one) == letters(other) && other.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

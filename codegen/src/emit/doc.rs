//! Documentation from a document. Its text is hostile: it must neither run, nor link, nor hide anything.

use super::Cx;
use crate::ir::{Field, TypeDef};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use serde_json::Value as Json;

mod inline;
mod lines;
mod origin;

use lines::lines;

/// A doc comment in the making. What the document says goes in by [`Doc::theirs`], which makes it harmless;
/// our own words go in by [`Doc::ours`], which lets them link. Pieces of a document inside our words are
/// put into backticks with [`code`].
#[derive(Clone, Default)]
pub(crate) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Text of the document.
    pub(crate) fn theirs(text: &str) -> Self {
        Self { lines: lines(text) }
    }

    /// Our own words, wrapped like theirs.
    pub(crate) fn ours(text: &str) -> Self {
        Self {
            lines: text.lines().flat_map(lines::wrapped).collect(),
        }
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// This, or `other` where nothing is said.
    pub(crate) fn or(self, other: impl FnOnce() -> Doc) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// With another paragraph.
    pub(crate) fn and(mut self, other: Doc) -> Self {
        if !self.is_empty() && !other.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(other.lines);
        self
    }

    /// The lines, for a file's inner documentation.
    pub(crate) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// As a doc attribute.
    pub(crate) fn tokens(&self) -> TokenStream {
        if self.is_empty() {
            return TokenStream::new();
        }
        let text = crate::format::documentation(&self.lines);
        quote!(#[doc = #text])
    }
}

/// Our own words as a doc attribute.
pub(super) fn ours(text: &str) -> TokenStream {
    Doc::ours(text).tokens()
}

/// Somebody else's words as a doc attribute.
pub(super) fn theirs(text: &str) -> TokenStream {
    Doc::theirs(text).tokens()
}

/// What is said of a type; where the document says nothing, where it comes from.
pub(super) fn of_type(cx: Cx<'_>, def: &TypeDef) -> TokenStream {
    let doc = Doc::theirs(&def.docs).or(|| Doc::ours(&origin::text(cx, &def.origin)));
    let deprecated = if def.deprecated {
        Doc::ours("Deprecated by the provider.")
    } else {
        Doc::default()
    };
    doc.and(deprecated).tokens()
}

/// What is said of a field.
pub(super) fn of_field(field: &Field) -> Doc {
    let unique = match field.unique {
        true => Doc::ours("No element comes twice."),
        false => Doc::default(),
    };
    with_default(&field.docs, &field.wire, field.default.as_ref()).and(unique)
}

/// A description, and what the server takes when nothing is sent.
pub(super) fn with_default(docs: &str, wire: &str, default: Option<&Json>) -> Doc {
    let doc = Doc::theirs(docs).or(|| Doc::ours(&code(wire)));
    let default =
        default.map(|default| Doc::ours(&format!("Default: {}.", code(&default.to_string()))));
    doc.and(default.unwrap_or_default())
}

/// `text` as a code span (CommonMark, 6.1): what cannot be seen is escaped.
pub(crate) fn code(text: &str) -> String {
    let hides = |c: char| c.is_control() || inline::is_invisible(c);
    let shown = match text.contains(hides) || text.trim() != text || text.is_empty() {
        true => format!("{text:?}"),
        false => text.to_owned(),
    };
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    match longest {
        0 => format!("`{shown}`"),
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {shown} {fence}")
        }
    }
}

/// `text` as one line without anything invisible.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(inline::visible).collect();
    words.join(" ")
}

/// A name that `name.rs` has made, raw or not, as an identifier.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

//! Our own extensions: which there are, and who may use them.

use serde_json::Value;

use super::positions::{Child, Kind, row};
use super::sound;
use super::walk::MALFORMED;
use crate::diagnostic::{Diagnostic, Diagnostics, similar};
use crate::overlay::Provenance;
use crate::source::Pointer;
use table::ROWS;

mod table;

/// An extension begins with `x-callsmith-` and is none of ours.
pub(crate) const UNKNOWN_EXTENSION: &str = "unknown-extension";

/// A document that is not trusted uses one of our extensions.
pub(crate) const UNTRUSTED_EXTENSION: &str = "untrusted-extension";

/// An extension of ours that its place or its value makes none.
const BAD_EXTENSION: &str = "bad-extension";

/// Only informs; nothing is made from it.
const HARMLESS: &str = "x-callsmith-source";

const PREFIX: &str = "x-callsmith-";

/// Checks the extensions of a document after overlays and before lowering.
/// Afterwards every `x-callsmith-` key is one that there is, stands where it has
/// a meaning, has a value of its form, and comes from an overlay, or from a document
/// whose author is trusted: the others are taken out, each with a warning.
/// `x-callsmith-allow` takes effect.
pub fn extensions(
    document: &mut Value,
    provenance: &Provenance,
    trust_document: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut check = Check {
        provenance,
        trust_document,
        diagnostics,
        path: Pointer::root(),
    };
    check.object(document, Kind::Root);
}

struct Check<'d> {
    provenance: &'d Provenance,
    trust_document: bool,
    diagnostics: &'d mut Diagnostics,
    path: Pointer,
}

impl Check<'_> {
    fn object(&mut self, value: &mut Value, kind: Kind) {
        let Value::Object(map) = value else { return };
        if kind == Kind::Callback || map.keys().any(|key| key.starts_with(PREFIX)) {
            map.retain(|key, value| !key.starts_with(PREFIX) || self.keep(kind, key, value));
        }
        for (key, child) in map {
            match (row(kind, key).map(|row| row.child), child) {
                (Some(Child::One(kind)), child) => self.at(key, |check| check.object(child, kind)),
                (Some(Child::SchemaOrFlag), child) => {
                    self.at(key, |check| check.object(child, Kind::Schema));
                }
                (Some(Child::List(kind)), Value::Array(items)) => self.at(key, |check| {
                    for (index, item) in items.iter_mut().enumerate() {
                        check.at(&index.to_string(), |check| check.object(item, kind));
                    }
                }),
                (Some(Child::Map(kind)), Value::Object(members)) => self.at(key, |check| {
                    for (name, member) in members {
                        check.at(name, |check| check.object(member, kind));
                    }
                }),
                _ => {}
            }
        }
    }

    fn at(&mut self, token: &str, step: impl FnOnce(&mut Self)) {
        self.path.push(token);
        step(self);
        self.path.pop();
    }

    /// Whether an extension stays.
    fn keep(&mut self, kind: Kind, key: &str, value: &mut Value) -> bool {
        let at = self.path.join(key);
        let Some(row) = ROWS.iter().find(|row| row.name == key) else {
            self.unknown(key, at);
            return false;
        };
        let trusted = self.trust_document || self.provenance.is_overlay(&at);
        if key != HARMLESS && !trusted {
            let message = format!("`{key}` in the document itself is not honoured");
            let help = "put it into an overlay, or say --trust-document if the document is yours";
            self.diagnostics
                .push(Diagnostic::warning(UNTRUSTED_EXTENSION, at, message).help(help));
            return false;
        }
        if let Some(fault) = row.fault(kind, value) {
            let message = format!("`{key}` {fault}; it is ignored");
            self.diagnostics
                .push(Diagnostic::warning(BAD_EXTENSION, at, message));
            return false;
        }
        if key == "x-callsmith-allow" {
            self.allow(at, value);
        }
        true
    }

    fn unknown(&mut self, key: &str, at: Pointer) {
        let message = format!("`{key}` is not an extension of this generator; it is ignored");
        let mut warning = Diagnostic::warning(UNKNOWN_EXTENSION, at, message);
        if let Some(meant) = similar(key, ROWS.iter().map(|row| row.name)) {
            warning = warning.help(format!("did you mean `{meant}`?"));
        }
        self.diagnostics.push(warning);
    }

    fn allow(&mut self, at: Pointer, value: &Value) {
        if !sound::fits(value, Child::TextMap) {
            let message = "`x-callsmith-allow` must be an object from warning codes to reasons";
            return self
                .diagnostics
                .push(Diagnostic::warning(MALFORMED, at, message));
        }
        let codes = value
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys().cloned())
            .collect();
        self.diagnostics.allow(self.path.clone(), codes);
    }
}

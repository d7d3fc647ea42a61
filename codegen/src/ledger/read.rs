//! Text to ledger. What cannot be read is an error: going on without it would rename things.

use super::text::{VERSION, unquoted};
use super::write::MARK;
use super::{Block, Kind, Ledger, Line, Role};
use crate::diagnostic::{At, Diagnostic, Diagnostics};
use crate::source::{Position, Source};
use semver::Version;
use std::collections::BTreeSet;

/// A ledger that was not written by us, or was damaged.
const BAD_LEDGER: &str = "bad-ledger";

const ROLES: [Role; 16] = [
    Role::Was,
    Role::Id,
    Role::Of,
    Role::Init,
    Role::Call,
    Role::Error,
    Role::Params,
    Role::Success,
    Role::Body,
    Role::Further,
    Role::Rest,
    Role::Required,
    Role::Member,
    Role::Constructor,
    Role::Failure,
    Role::Answer,
];

/// Reads `source`, which is the one of that `index`. Its first mistake is reported, and then there is no ledger.
pub(crate) fn read(source: &Source, index: usize, diagnostics: &mut Diagnostics) -> Option<Ledger> {
    let mut reading = Reading::default();
    let head = source.text.starts_with(MARK).then_some(());
    let mut result = head.ok_or((1, format!("the first line is not `{MARK} ...`")));
    for (i, line) in source.text.lines().enumerate() {
        let line = line.trim_end();
        if result.is_ok() && !line.is_empty() && !line.starts_with('#') {
            result = reading.take(line).map_err(|message| (i + 1, message));
        }
    }
    let Err((line, message)) = result else {
        reading.close();
        return Some(reading.ledger);
    };
    let at = At::Text {
        source: index,
        position: Position { line, column: 1 },
    };
    diagnostics.push(Diagnostic::error(BAD_LEDGER, at, message).help(
        "take the file as it was committed; or delete the line, or the file: then names are made anew",
    ));
    None
}

#[derive(Default)]
struct Reading {
    ledger: Ledger,
    open: Option<(Kind, String, Block)>,
    /// Names of blocks, and those of the open block, with what they must differ from.
    names: BTreeSet<(Kind, String)>,
    inner: BTreeSet<(Role, String)>,
}

impl Reading {
    fn take(&mut self, line: &str) -> Result<(), String> {
        if let Some(version) = line.strip_prefix(VERSION) {
            let version = Version::parse(version);
            let version = version.map_err(|error| format!("that is no version: {error}"))?;
            self.ledger.version = Some(version);
            return Ok(());
        }
        let (left, place) = match line.split_once(" = ") {
            Some((left, place)) => (left, Some(place)),
            None => (line, None),
        };
        let words: Vec<&str> = left.split_whitespace().collect();
        let (word, name) = match (words.as_slice(), line.starts_with("  ")) {
            ([name], true) => ("", *name),
            ([word, name], _) => (*word, *name),
            _ => return Err("a line is a kind, a name, and ` = ` with a place".to_owned()),
        };
        if !is_name(name) {
            return Err(format!("`{name}` is not a name that Rust allows here"));
        }
        let place = match place {
            Some(place) => unquoted(place)
                .ok_or("the text behind ` = ` has no end, or an escape that is none")?,
            None => name.to_owned(),
        };
        match line.starts_with("  ") {
            true => self.inner(word, name, place),
            false => self.begin(word, name, place),
        }
    }

    fn begin(&mut self, word: &str, name: &str, place: String) -> Result<(), String> {
        self.close();
        let (kind, alias) = match word {
            "auth" => (Kind::Auth, false),
            "server" => (Kind::Server, false),
            "variable" => (Kind::Variable, false),
            "fn" => (Kind::Operation, false),
            "type" => (Kind::Type, false),
            "alias" => (Kind::Type, true),
            "events" => (Kind::Events, false),
            _ => {
                return Err(format!(
                    "`{word}` is not `auth`, `server`, `variable`, `fn`, `type`, `alias` or `events`"
                ));
            }
        };
        if !self.names.insert((kind, name.to_owned())) {
            return Err(format!("`{name}` is there twice"));
        }
        if self.ledger.block(kind, &place).is_some() {
            return Err(format!("`{place}` has a name already"));
        }
        let block = Block {
            name: name.to_owned(),
            alias,
            lines: Vec::new(),
        };
        self.open = Some((kind, place, block));
        Ok(())
    }

    fn inner(&mut self, word: &str, name: &str, place: String) -> Result<(), String> {
        let role = ROLES.into_iter().find(|role| role.word() == word);
        let role = role.ok_or_else(|| format!("`{word}` is not a kind of name"))?;
        let Some((_, _, block)) = &mut self.open else {
            return Err("the line belongs to nothing".to_owned());
        };
        let kind = match role {
            Role::Required | Role::Member | Role::Rest => Role::Member,
            Role::Answer => Role::Answer,
            // Names of other things.
            Role::Was | Role::Id | Role::Of | Role::Constructor => role,
            // What the media type is called is no name of anything.
            Role::Body => Role::Body,
            Role::Further => Role::Further,
            _ => Role::Failure,
        };
        if !self.inner.insert((kind, name.to_owned())) {
            return Err(format!("`{name}` is there twice"));
        }
        block.lines.push(Line {
            role,
            name: name.to_owned(),
            place,
        });
        Ok(())
    }

    fn close(&mut self) {
        self.inner.clear();
        if let Some((kind, place, block)) = self.open.take() {
            self.ledger.add(kind, place, block);
        }
    }
}

/// Letters, digits and `_`, as all our names are.
fn is_name(name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(word)
}

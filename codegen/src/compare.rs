//! What a new document means for callers: two [`Surface`]s, and every difference between them that callers meet.
//!
//! Each difference is of a kind ([`kinds`]), and the kind says what it does to callers, by the rules that Cargo has for
//! versions (The Cargo Book, "SemVer Compatibility") and for the code that Callsmith writes: structs are `#[non_exhaustive]`
//! and made by `new`, enums and unions have an arm for what is not known, and errors have one for further statuses. So a
//! field, a value, a variant or a failure more is an addition.

use crate::source::{Pointer, Position, Source};
use crate::surface::{Item, Key, Kind, Surface, facts};
use std::borrow::Cow;
use std::collections::BTreeMap;

mod html;
pub mod kinds;
mod members;
mod moved;
mod text;

use kinds::What;
pub use kinds::{ChangeKind, Effect};

/// Every difference between two surfaces.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The crate, for example `verbex-client`.
    pub package: String,
    /// The differences: what breaks callers first, then by path.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of difference it is.
    pub kind: &'static ChangeKind,
    /// What it is about.
    pub key: Key,
    /// The path in the crate, the new one where there are two.
    pub path: String,
    /// What was, where something is different.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// Where it stood.
    pub old_at: Option<Spot>,
    /// Where it stands.
    pub new_at: Option<Spot>,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    source: usize,
    /// Where in its tree.
    pub pointer: Pointer,
    /// The file's name.
    pub file: String,
    /// Where in its text, if that is known.
    pub position: Option<Position>,
}

/// What the version of the crate must say (The Cargo Book, "SemVer Compatibility").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing that callers meet.
    Nothing,
    /// Nothing but documentation.
    Patch,
    /// Callers compile as before.
    Minor,
    /// Some callers do not compile any more.
    Major,
}

/// Compares. The new surface is to be made with the names of the old one, so that what stayed is called the same.
pub fn compare(old: &Surface, new: &Surface) -> Comparison {
    let old = &*moved::aligned(old, new);
    let both = Both { old, new };
    let mut changes = Vec::new();
    for (key, item) in &old.items {
        match new.items.get(key) {
            Some(other) => changes.extend(members::between(key, &both.met(item), &both.met(other))),
            None if both.is_told(item) => changes.push(gone(key, item)),
            None => {}
        }
    }
    for (key, item) in &new.items {
        if !old.items.contains_key(key) && both.is_told(item) {
            changes.push(come(key, &both.met(item)));
        }
    }
    changes.retain(|change| !is_told_by_alias(change, new));
    changes.sort_by(|a, b| {
        (b.kind.effect, &a.key.kind, &a.path).cmp(&(a.kind.effect, &b.key.kind, &b.path))
    });
    Comparison {
        package: new.package.clone(),
        changes,
    }
}

/// Whether a new name is told of where the old one is: as a name that still stands for it.
fn is_told_by_alias(change: &Change, new: &Surface) -> bool {
    let is_renamed = change.kind.is_new_name() && change.key.kind == Kind::Type;
    let old = change.old.as_ref().filter(|_| is_renamed);
    old.is_some_and(|old| moved::is_kept(old, new))
}

struct Both<'a> {
    old: &'a Surface,
    new: &'a Surface,
}

impl<'a> Both<'a> {
    /// What an item belongs to, on both sides.
    fn owners(&self, item: &Item) -> Option<(&'a Item, &'a Item)> {
        let owner = item.owner.as_ref()?;
        Some((self.old.items.get(owner)?, self.new.items.get(owner)?))
    }

    /// Whether an item's coming or going is told of: not where that of its owner is, or where that has become something
    /// else.
    fn is_told(&self, item: &Item) -> bool {
        let form = |item: &'a Item| item.facts.get(facts::FORM);
        match self.owners(item) {
            Some((old, new)) => form(old) == form(new),
            None => item.owner.is_none(),
        }
    }

    /// An item as callers meet it: who could not make a value before is not asked for more than before.
    fn met(&self, item: &'a Item) -> Cow<'a, Item> {
        let is_made = |item: &Item| item.facts.contains_key(facts::MADE);
        match self.owners(item) {
            Some((old, new)) if is_made(old) != is_made(new) => {
                let mut item = item.clone();
                item.facts.remove(facts::REQUIRED);
                Cow::Owned(item)
            }
            _ => Cow::Borrowed(item),
        }
    }
}

fn gone(key: &Key, item: &Item) -> Change {
    Change {
        old: Some(shown(item)),
        old_at: Some(spot(item)),
        ..change(kinds::of(key.kind, What::Gone, item), key, &item.path)
    }
}

fn come(key: &Key, item: &Item) -> Change {
    Change {
        new: Some(shown(item)),
        new_at: Some(spot(item)),
        ..change(kinds::of(key.kind, What::Come, item), key, &item.path)
    }
}

fn change(kind: &'static ChangeKind, key: &Key, path: &str) -> Change {
    Change {
        kind,
        key: key.clone(),
        path: path.to_owned(),
        old: None,
        new: None,
        old_at: None,
        new_at: None,
    }
}

/// What is to be seen of an item as a whole: its type.
fn shown(item: &Item) -> String {
    let said = item.facts.get(facts::TYPE).or(item.facts.get(facts::GIVES));
    said.or(item.facts.get(facts::FORM))
        .cloned()
        .unwrap_or_default()
}

fn spot(item: &Item) -> Spot {
    let (source, pointer) = item.at.clone();
    Spot {
        source,
        pointer,
        file: String::new(),
        position: None,
    }
}

impl Comparison {
    /// What the version must say.
    pub fn verdict(&self) -> Verdict {
        let worst = self.changes.iter().map(|change| change.kind.effect).max();
        match worst {
            None => Verdict::Nothing,
            Some(Effect::Docs) => Verdict::Patch,
            Some(Effect::Additive | Effect::Behaviour) => Verdict::Minor,
            Some(Effect::Breaks) => Verdict::Major,
        }
    }

    /// How many there are of each effect, the worst first.
    pub fn counts(&self) -> Vec<(Effect, usize)> {
        let count = |effect| {
            self.changes
                .iter()
                .filter(|change| change.kind.effect == effect)
                .count()
        };
        let all = Effect::ALL
            .iter()
            .rev()
            .map(|effect| (*effect, count(*effect)));
        all.filter(|(_, count)| *count > 0).collect()
    }

    /// Finds the lines of all places: one pass over each text.
    pub fn locate(&mut self, old: &[Source], new: &[Source]) {
        locate(
            self.changes
                .iter_mut()
                .filter_map(|change| change.old_at.as_mut()),
            old,
        );
        locate(
            self.changes
                .iter_mut()
                .filter_map(|change| change.new_at.as_mut()),
            new,
        );
    }
}

fn locate<'c>(spots: impl Iterator<Item = &'c mut Spot>, sources: &[Source]) {
    let mut spots: Vec<&mut Spot> = spots.collect();
    for (index, source) in sources.iter().enumerate() {
        let wanted: Vec<Pointer> = (spots.iter())
            .filter(|spot| spot.source == index)
            .map(|spot| spot.pointer.clone())
            .collect();
        let found: BTreeMap<&Pointer, Position> = source.locate_all(&wanted).into_iter().collect();
        for spot in spots.iter_mut().filter(|spot| spot.source == index) {
            spot.file.clone_from(&source.name);
            spot.position = found.get(&spot.pointer).copied();
        }
    }
}

impl Verdict {
    /// `major`, `minor`, `patch` or `nothing`.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Nothing => "nothing",
            Verdict::Patch => "patch",
            Verdict::Minor => "minor",
            Verdict::Major => "major",
        }
    }
}

//! A ledger for a document in which things stand at other places than before.

use super::text::{unword, word};
use super::{Block, Kind, Ledger, Line, Role};
use std::collections::BTreeMap;

/// Old places and new ones, each with everything inside it: `Contact` to `Person`, `GET /a` to `GET /b`.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// What is the same thing at another place: names stay.
    pub(super) same: BTreeMap<String, String>,
    /// What was called otherwise by the document: the new thing has a name of its own, and the old name stands for it.
    pub(super) renamed: BTreeMap<String, String>,
}

impl Moves {
    /// Nothing but that these operations stand at other places.
    pub(crate) fn of_operations(places: BTreeMap<String, String>) -> Self {
        Self {
            same: places,
            renamed: BTreeMap::new(),
        }
    }

    /// Whether nothing moved.
    pub(super) fn is_empty(&self) -> bool {
        self.same.is_empty() && self.renamed.is_empty()
    }

    /// Where what stood at `place` stands, and whether it is called otherwise.
    fn of(&self, place: &str) -> Option<(String, bool)> {
        let same = inside(&self.same, place).map(|(length, place)| (length, (place, false)));
        let renamed = inside(&self.renamed, place).map(|(length, place)| (length, (place, true)));
        let nearest = same
            .into_iter()
            .chain(renamed)
            .max_by_key(|(length, _)| *length);
        nearest.map(|(_, found)| found)
    }
}

/// The new place of `place` by the nearest thing around it that moved, and how long that thing's place was.
fn inside(moves: &BTreeMap<String, String>, place: &str) -> Option<(usize, String)> {
    let mut found = ends(place).filter_map(|end| {
        let new = moves.get(&place[..end])?;
        Some((end, format!("{new}{}", &place[end..])))
    });
    found.next()
}

/// Where the places around `place` end, itself first. A number behind a place belongs to it.
pub(super) fn ends(place: &str) -> impl Iterator<Item = usize> + '_ {
    let mut quoted = false;
    let starts = place.char_indices().filter(move |(at, c)| {
        quoted ^= *c == '`';
        let is_mark = place[*at..].starts_with(" ~");
        !quoted && !is_mark && matches!(c, '.' | '[' | '{' | '|' | ' ')
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    std::iter::once(place.len()).chain(starts.into_iter().rev())
}

impl Ledger {
    /// The same names at the places that `moves` say.
    pub fn moved(&self, moves: &Moves) -> Self {
        let mut ledger = Self {
            version: self.version.clone(),
            ..Self::default()
        };
        let mut renamed = Vec::new();
        for ((kind, place), block) in &self.blocks {
            let block = Block {
                lines: block
                    .lines
                    .iter()
                    .map(|line| moved_line(*kind, place, line, moves))
                    .collect(),
                ..block.clone()
            };
            match moves
                .of(place)
                .filter(|_| matches!(kind, Kind::Operation | Kind::Type))
            {
                None => ledger.add(*kind, place.clone(), block),
                Some((new, false)) => ledger.add(*kind, new, block),
                Some((new, true)) => renamed.push((new, place.clone(), block)),
            }
        }
        // What is there already comes first: of several things that became one, it has the names.
        for (new, place, block) in renamed {
            ledger.rename(new, &place, block);
        }
        ledger
    }

    /// Notes that what stood at `place` stands at `new` and is called otherwise.
    fn rename(&mut self, new: String, place: &str, block: Block) {
        let was = Line {
            role: Role::Was,
            name: block.name,
            place: place.to_owned(),
        };
        let (mut lines, rest): (Vec<Line>, Vec<Line>) =
            (block.lines.into_iter()).partition(|line| line.role == Role::Was);
        // What was renamed a moment ago has no name yet.
        lines.extend((!was.name.is_empty()).then_some(was));
        let rest = rest.into_iter().filter(|line| line.role != Role::Init);
        let found = self
            .blocks
            .entry((Kind::Type, new))
            .or_insert_with(|| Block {
                alias: block.alias,
                lines: rest.collect(),
                ..Block::default()
            });
        found.lines.extend(lines);
    }
}

/// Variants and events stand for types: by their place, or by the name of a component. Fields do not, whatever they are
/// called.
fn moved_line(kind: Kind, block: &str, line: &Line, moves: &Moves) -> Line {
    let place = match (kind, line.role) {
        (Kind::Events, Role::Member) => moves.of(&line.place).map(|(new, _)| new),
        (Kind::Type, Role::Member | Role::Constructor)
            if is_type(&line.name) || line.role != Role::Member =>
        {
            moved_variant(block, &line.place, moves)
        }
        _ => None,
    };
    Line {
        place: place.unwrap_or_else(|| line.place.clone()),
        ..line.clone()
    }
}

fn moved_variant(block: &str, place: &str, moves: &Moves) -> Option<String> {
    if let Some(hint) = place.strip_prefix('|') {
        let new = moves.same.get(&of_variant(block, hint))?;
        let (word, mark) = split_mark(new.strip_prefix(block)?.strip_prefix('|')?);
        return Some(format!("|{}{mark}", unword(word)));
    }
    let place = word(place);
    let new = moves.renamed.get(&place).or(moves.same.get(&place))?;
    Some(unword(new))
}

/// Names of variants begin with a capital, those of fields do not.
fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The place of the alternative of the choice at `block` that is told by `hint`, which may have a number behind it.
pub(super) fn of_variant(block: &str, hint: &str) -> String {
    let (hint, mark) = split_mark(hint);
    format!("{block}|{}{mark}", word(hint))
}

/// ` ~2` behind what is there several times.
fn split_mark(text: &str) -> (&str, &str) {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    match digits.strip_suffix(" ~") {
        Some(before) if digits.len() < text.len() => text.split_at(before.len()),
        _ => (text, ""),
    }
}

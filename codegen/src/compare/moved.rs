//! What is the same thing at another place of the document: a schema that is called otherwise and whose old name still
//! stands for it, an operation at another path whose method stayed, a server of the same name at another address.

use crate::surface::{Item, Key, Kind, Surface, facts};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Facts in which types are named.
const OF_TYPES: &[&str] = &[
    facts::TYPE,
    facts::GIVES,
    facts::EVENTS,
    facts::LINES,
    facts::HEADERS,
];

/// The old surface with everything at the place that it has in the new one.
pub(super) fn aligned<'a>(old: &'a Surface, new: &Surface) -> Cow<'a, Surface> {
    let moves = moves(old, new);
    if moves.is_empty() {
        return Cow::Borrowed(old);
    }
    let names = names(&moves, old, new);
    let moved = |key: &Key, owner: &Key| match moves.get(owner) {
        Some(new) => Key {
            kind: key.kind,
            place: format!("{}{}", new.place, &key.place[owner.place.len()..]),
        },
        None => key.clone(),
    };
    let items = old.items.iter().map(|(key, item)| {
        let owner = item.owner.as_ref().unwrap_or(key);
        let mut item = renamed(item, &names);
        item.owner = item.owner.map(|owner| moved(&owner, &owner));
        if let (Kind::FormerName, Some(place)) = (key.kind, item.facts.get_mut(facts::PLACE)) {
            let stands_for = Key {
                kind: Kind::Type,
                place: place.clone(),
            };
            *place = moved(&stands_for, &stands_for).place;
        }
        (moved(key, owner), item)
    });
    Cow::Owned(Surface {
        package: old.package.clone(),
        version: old.version.clone(),
        items: items.collect(),
    })
}

/// Old places and new ones, of types, operations and servers.
fn moves<'a>(old: &'a Surface, new: &'a Surface) -> BTreeMap<&'a Key, &'a Key> {
    let is_gone = |key: &Key| old.items.contains_key(key) && !new.items.contains_key(key);
    let mut moves = BTreeMap::new();
    let gone = old.items.iter().filter(|(key, _)| is_gone(key));
    let paths: BTreeMap<(Kind, &str), &Key> =
        gone.map(|(key, item)| (path(key, item), key)).collect();
    let formers = formers(new);
    let can_move = |key: &Key| matches!(key.kind, Kind::Type | Kind::Operation | Kind::Server);
    let is_new = |key: &Key, item: &Item| !old.items.contains_key(key) && item.owner.is_none();
    let come = new.items.iter();
    for (key, item) in come.filter(|(key, item)| can_move(key) && is_new(key, item)) {
        let former = formers.get(key.place.as_str()).into_iter().flatten();
        let former = former.map(|path| (Kind::Type, *path));
        let mut asked = former
            .filter(|(kind, _)| *kind == key.kind)
            .chain([path(key, item)]);
        if let Some(old) = asked.find_map(|asked| paths.get(&asked)) {
            moves.insert(*old, key);
        }
    }
    moves
}

fn path<'a>(key: &Key, item: &'a Item) -> (Kind, &'a str) {
    (key.kind, item.path.as_str())
}

/// The paths that types had before, by the places where the types stand now.
fn formers(new: &Surface) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let all = new
        .items
        .iter()
        .filter(|(key, _)| key.kind == Kind::FormerName);
    for (_, item) in all {
        if let Some(place) = item.facts.get(facts::PLACE) {
            found.entry(place).or_default().push(&item.path);
        }
    }
    found
}

/// Old names of types that stand for new ones.
fn names<'a>(
    moves: &BTreeMap<&Key, &Key>,
    old: &'a Surface,
    new: &'a Surface,
) -> BTreeMap<&'a str, &'a str> {
    let types = moves.iter().filter(|(key, _)| key.kind == Kind::Type);
    let paths = types.filter_map(|(from, to)| Some((old.items.get(from)?, new.items.get(to)?)));
    let name = |item: &'a Item| item.path.trim_start_matches("types::");
    paths.map(|(old, new)| (name(old), name(new))).collect()
}

/// With the new names wherever a type is named.
fn renamed(item: &Item, names: &BTreeMap<&str, &str>) -> Item {
    let mut item = item.clone();
    for (fact, text) in &mut item.facts {
        if OF_TYPES.contains(fact) {
            *text = words(text)
                .map(|word| names.get(word).copied().unwrap_or(word))
                .collect();
        }
    }
    item
}

/// Identifiers, and what is between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = is_word(rest.chars().next()?);
        let end = rest.find(|c| is_word(c) != first).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Whether the new surface keeps the old name of a type for callers.
pub(super) fn is_kept(path: &str, new: &Surface) -> bool {
    let mut former = new
        .items
        .iter()
        .filter(|(key, _)| key.kind == Kind::FormerName);
    former.any(|(_, item)| item.path == path)
}

//! Which file of a large crate an item stands in.
//!
//! A list of items that is too long for one file becomes a folder of modules whose names begin as the items' do:
//! the file of an item follows from the item itself. It changes when its own file has become too long, and never
//! because something was added elsewhere. Public paths stay: the modules are private, and the file that was there
//! before gives out what is in them.

use super::doc::Doc;
use crate::files::Files;
use crate::name::module;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeMap;

mod operations;
mod types;

pub(super) use operations::operations;
pub(super) use types::types;

/// How long lists of one kind may be.
#[derive(Clone, Copy)]
pub(super) struct Length {
    /// A list of more items than this is divided.
    most: usize,
    /// A part of fewer items than this gets no file of its own when a file is divided further.
    fewest: usize,
}

/// What an item can be filed under, the most general first, for example `repos`, `repos branches`,
/// `repos branches protection`.
type Labels = Vec<String>;

/// Labels of one item: paths of documents have no end.
const MOST_LABELS: usize = 6;

/// A module and the items in it.
pub(super) struct Part {
    /// Its name, for example `repos_branches`.
    pub(super) module: String,
    /// What the items in it are filed under.
    pub(super) under: String,
    /// Their places in the list, in order.
    pub(super) items: Vec<usize>,
}

/// The modules of a list, by name; `None` where the list is short enough for one file.
fn parts(items: &[Labels], length: Length) -> Option<Vec<Part>> {
    if items.len() <= length.most {
        return None;
    }
    let mut found: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    // Everything leaves the first file, so that it holds nothing but the list of modules.
    let all: Vec<usize> = (0..items.len()).collect();
    for (label, members) in children(items, &all, 0) {
        divide(
            items,
            members,
            label.unwrap_or_default(),
            1,
            length,
            &mut found,
        );
    }
    let parts = found.into_iter().map(|(module, (under, mut items))| {
        items.sort_unstable();
        Part {
            module,
            under,
            items,
        }
    });
    Some(parts.collect())
}

/// Files `members`, which share their first `depth` labels; the last of those is `under`.
fn divide(
    items: &[Labels],
    members: Vec<usize>,
    under: String,
    depth: usize,
    length: Length,
    found: &mut BTreeMap<String, (String, Vec<usize>)>,
) {
    let mut stay = Vec::new();
    if members.len() <= length.most {
        stay = members;
    } else {
        for (label, members) in children(items, &members, depth) {
            match label {
                Some(label) if members.len() >= length.fewest => {
                    divide(items, members, label, depth + 1, length, found);
                }
                _ => stay.extend(members),
            }
        }
    }
    if !stay.is_empty() {
        // Labels that make the same name share a file.
        let part = found.entry(module(&under)).or_insert((under, Vec::new()));
        part.1.extend(stay);
    }
}

/// `members` by the label at `depth`.
fn children(
    items: &[Labels],
    members: &[usize],
    depth: usize,
) -> BTreeMap<Option<String>, Vec<usize>> {
    let mut found: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for member in members {
        let label = items[*member].get(depth).cloned();
        found.entry(label).or_default().push(*member);
    }
    found
}

/// Writes `src/<name>.rs`: private modules, and everything in them under its public path.
fn index(files: &mut Files, name: &str, docs: Doc, parts: &[Part]) {
    let modules: Vec<_> = parts
        .iter()
        .map(|part| format_ident!("{}", part.module))
        .collect();
    let items: [TokenStream; 2] = [quote!(#(mod #modules;)*), quote!(#(pub use #modules::*;)*)];
    let text = crate::format::file(&docs.into_lines(), &[], items);
    files.insert(format!("src/{name}.rs"), text);
}

/// The labels that `words` make: the first, the first two, and so on.
fn growing(words: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    words.scan(String::new(), |label, word| {
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(&word);
        Some(label.clone())
    })
}

#[cfg(test)]
mod tests;

//! Which file of a large crate an item stands in.
//!
//! A list of items that is too long for one file becomes a folder of modules whose names begin as the items' do:
//! the file of an item follows from the item itself. It changes when its own file has become too long, and never
//! because something was added elsewhere. Public paths stay: the modules are private, and the file that was there
//! before gives out what is in them.

use super::Cx;
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

/// Letters of one label: neither have their parts.
const MOST_LETTERS: usize = 60;

/// A module and the items in it.
pub(super) struct Part {
    /// Its name, for example `repos_branches`.
    pub(super) module: String,
    /// What the items in it are filed under.
    pub(super) under: String,
    /// Their places in the list, in order.
    pub(super) items: Vec<usize>,
}

/// By the name of the module: what the items in it are filed under, and their places.
type Found = BTreeMap<String, (String, Vec<usize>)>;

/// The modules of a list, by name; `None` where the list is short enough for one file.
fn parts(items: &[Labels], length: Length) -> Option<Vec<Part>> {
    if items.len() <= length.most {
        return None;
    }
    let mut found: Found = BTreeMap::new();
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
    found: &mut Found,
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
    if stay.len() > length.most {
        // Many labels, each of them rare: they are told apart by their letters.
        let (rare, own): (Vec<usize>, _) = stay
            .into_iter()
            .partition(|member| items[*member].len() > depth);
        let labels = rare
            .into_iter()
            .map(|member| (&items[member][depth], member));
        spell(labels.collect(), under.chars().count() + 1, length, found);
        stay = own;
    }
    file(under, stay, found);
}

/// Files members under the first letters of their labels, `letters` or as many more as it takes.
fn spell(members: Vec<(&String, usize)>, letters: usize, length: Length, found: &mut Found) {
    let mut parts: BTreeMap<String, Vec<(&String, usize)>> = BTreeMap::new();
    for (label, member) in members {
        let first = label.chars().take(letters).collect();
        parts.entry(first).or_default().push((label, member));
    }
    for (first, members) in parts {
        let has_more = members
            .iter()
            .any(|(label, _)| label.chars().count() > letters);
        if members.len() > length.most && has_more {
            spell(members, letters + 1, length, found);
        } else {
            let members = members.into_iter().map(|(_, member)| member);
            file(first, members.collect(), found);
        }
    }
}

fn file(label: String, members: Vec<usize>, found: &mut Found) {
    if !members.is_empty() {
        // Labels that make the same name share a file.
        let part = found.entry(module(&label)).or_insert((label, Vec::new()));
        part.1.extend(members);
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
fn index(cx: Cx<'_>, files: &mut Files, name: &str, docs: Doc, parts: &[Part]) {
    let modules: Vec<_> = parts
        .iter()
        .map(|part| format_ident!("{}", part.module))
        .collect();
    let items: [TokenStream; 2] = [quote!(#(mod #modules;)*), quote!(#(pub use #modules::*;)*)];
    let text = crate::format::file(cx.watch, &docs.into_lines(), &[], items);
    files.insert(format!("src/{name}.rs"), text);
}

/// The labels that `words` make: the first, the first two, and so on.
fn growing(words: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    words.scan(String::new(), |label, word| {
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(&word);
        Some(label.chars().take(MOST_LETTERS).collect())
    })
}

#[cfg(test)]
mod tests;

//! Operations by tag; those of a large tag by the words of their paths.

use super::{Labels, Length, Part, parts};
use crate::emit::Cx;
use crate::emit::doc::{self, Doc};
use crate::emit::operation::{self, Named};
use crate::files::Files;
use crate::ir::Operation;
use crate::name::{Case, words};

/// An operation takes 30 to 60 lines.
const LENGTH: Length = Length {
    most: 80,
    fewest: 5,
};

/// Writes `src/operations.rs`, and a module for each tag where there are many operations.
pub(in crate::emit) fn operations(cx: Cx<'_>, files: &mut Files) {
    let all = operation::sorted(cx);
    let filed: Vec<Labels> = all.iter().map(|(found, _)| filed(found)).collect();
    let Some(parts) = parts(&filed, LENGTH) else {
        let text = operation::file(cx, docs(cx, "[`Client`]"), &all, None);
        files.insert("src/operations.rs", text);
        return;
    };
    super::index(
        cx,
        files,
        "operations",
        docs(cx, "[`Client`](super::Client)"),
        &parts,
    );
    for part in &parts {
        let members: Vec<Named<'_>> = part.items.iter().map(|place| all[*place]).collect();
        let under = label(&members, part);
        let docs = Doc::theirs(&format!(
            "Operations of {}: {under}.",
            doc::plain(&cx.api.title)
        ));
        let text = operation::file(cx, docs, &members, Some(&under));
        files.insert(format!("src/operations/{}.rs", part.module), text);
    }
}

fn docs(cx: Cx<'_>, client: &str) -> Doc {
    Doc::theirs(&format!("The operations of {}.", doc::plain(&cx.api.title))).and(Doc::ours(
        &format!("Methods of {client}, the calls they make, and what those can be refused with."),
    ))
}

/// The tag as the document writes it where it is the whole story, else the words.
fn label(members: &[Named<'_>], part: &Part) -> String {
    let tag = members.first().and_then(|(found, _)| found.tags.first());
    match tag.filter(|tag| word(tag) == part.under) {
        Some(tag) => doc::code(&doc::plain(tag)),
        None => doc::code(&part.under),
    }
}

/// The first tag, and the parts of the path that are fixed.
fn filed(found: &Operation) -> Labels {
    let fixed = found.path.split('/').filter(|part| !part.contains('{'));
    let all = found
        .tags
        .first()
        .map(String::as_str)
        .into_iter()
        .chain(fixed);
    let words = all.map(word).filter(|word| !word.is_empty());
    super::growing(words).take(super::MOST_LABELS).collect()
}

fn word(text: &str) -> String {
    words(text, Case::Value).replace('_', " ")
}

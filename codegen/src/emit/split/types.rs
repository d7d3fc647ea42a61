//! Types by the first letter of their names; those of a large letter by the words.

use super::{Labels, Length, parts};
use crate::emit::Cx;
use crate::emit::doc::{self, Doc};
use crate::emit::types::{self, Named};
use crate::files::Files;
use crate::name::{Case, words};

/// A type takes about 17 lines.
const LENGTH: Length = Length {
    most: 150,
    fewest: 20,
};

/// Writes `src/types.rs`, and modules where there are many types.
pub(in crate::emit) fn types(cx: Cx<'_>, files: &mut Files) {
    let all = types::sorted(cx);
    let title = doc::plain(&cx.api.title);
    let docs = Doc::theirs(&format!(
        "The types of {title}: what is sent and what comes back."
    ));
    let filed: Vec<Labels> = all.iter().map(|(_, names)| filed(&names.name)).collect();
    let Some(parts) = parts(&filed, LENGTH) else {
        files.insert("src/types.rs", types::file(cx, docs, &all));
        return;
    };
    super::index(cx, files, "types", docs, &parts);
    let cx = Cx { deep: true, ..cx };
    for part in &parts {
        let members: Vec<Named<'_>> = part.items.iter().map(|place| all[*place]).collect();
        let begin = beginning(&members, &part.under);
        let docs = Doc::theirs(&format!(
            "Types of {title} whose names begin with {}.",
            doc::code(&begin)
        ));
        let text = types::file(cx, docs, &members);
        files.insert(format!("src/types/{}.rs", part.module), text);
    }
}

/// What the names begin with, as Rust writes it, for example `CallEvent` for `call event`.
fn beginning(members: &[Named<'_>], under: &str) -> String {
    let letters = under.chars().filter(|c| *c != ' ').count();
    let name = members.first().map_or("", |(_, names)| &names.name);
    name.chars().take(letters).collect()
}

/// The first letter, then the first words. Most words are rare: their types share the file of the letter.
fn filed(name: &str) -> Labels {
    let name = words(name, Case::Value);
    let letter = name.chars().take(1).collect();
    let words = name.split('_').filter(|word| !word.is_empty());
    std::iter::once(letter)
        .chain(super::growing(words.map(str::to_owned)))
        .take(super::MOST_LABELS)
        .collect()
}

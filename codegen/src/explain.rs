//! Where every item of a crate comes from, and every decision on the way: for `cargo xtask explain types::Contact`.
//!
//! The decisions are those that the stages noted when they made them ([`Decisions`](crate::diagnostic::Decisions));
//! here they are only put together with the items they are about.

use crate::diagnostic::{Decision, Diagnostics, similar};
use crate::emit::Cx;
use crate::source::{Pointer, Source};

mod items;
mod text;

/// Every item of a crate.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// The crate's name in `use`, for example `verbex_client`.
    pub crate_name: String,
    items: Vec<Item>,
}

/// Something that a caller can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As a caller writes it inside of the crate, for example `types::Contact::phone`.
    pub path: String,
    /// What it is, in one line.
    pub what: String,
    /// Where it comes from, in the document as it is at the end.
    pub at: Pointer,
    /// What there is to know of it.
    pub facts: Vec<String>,
}

impl Item {
    /// Whether it is inside of something that has a name.
    fn is_member(&self) -> bool {
        self.path.matches("::").count() > 1
    }

    /// Whether a decision about its place is about it: a field and the type that is written at it share a place.
    fn concerns(&self, decision: &Decision) -> bool {
        let name = self.path.rsplit("::").next().unwrap_or_default();
        match decision.about {
            "name" => {
                let of_this = |mark: &str| decision.text.starts_with(&format!("`{mark}{name}`:"));
                of_this("") || of_this("r#")
            }
            "presence" | "sensitive" | "box" => self.is_member(),
            _ => true,
        }
    }
}

impl Explained {
    /// The items of a crate, sorted by path.
    pub(crate) fn of(cx: Cx<'_>) -> Self {
        let mut items = items::items(cx);
        items.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            crate_name: cx.package.crate_name.clone(),
            items,
        }
    }

    /// The items called `path`: in full, without the crate, or by their last words.
    pub fn find(&self, path: &str) -> Vec<&Item> {
        let path = self.inside(path);
        let exact: Vec<&Item> = self.items.iter().filter(|item| item.path == path).collect();
        if !exact.is_empty() {
            return exact;
        }
        let end = format!("::{path}");
        let found = self.items.iter().filter(|item| item.path.ends_with(&end));
        found.collect()
    }

    /// A path that is most like `path`.
    pub fn meant(&self, path: &str) -> Option<&str> {
        let path = self.inside(path);
        let whole = similar(&path, self.items.iter().map(|item| item.path.as_str()));
        let last = |path: &'_ str| path.rsplit("::").next().unwrap_or_default().to_owned();
        whole.or_else(|| {
            let word = last(&path);
            let is_like = |item: &&Item| similar(&word, [last(&item.path).as_str()]).is_some();
            self.items
                .iter()
                .find(is_like)
                .map(|item| item.path.as_str())
        })
    }

    /// What there is to say of an item. `diagnostics` and `sources` are those of the run.
    pub fn text(&self, item: &Item, diagnostics: &Diagnostics, sources: &[Source]) -> String {
        let places = diagnostics.origins().all_sources(&item.at);
        let mut decisions: Vec<Decision> = Vec::new();
        for place in &places {
            let more = diagnostics.decisions().about(place);
            let is_new =
                |decision: &Decision| item.concerns(decision) && !decisions.contains(decision);
            let more: Vec<Decision> = more.into_iter().filter(is_new).collect();
            decisions.extend(more);
        }
        text::text(item, &places[0], &decisions, sources)
    }

    fn inside(&self, path: &str) -> String {
        let path = path.trim().replace("r#", "");
        let own = format!("{}::", self.crate_name);
        path.strip_prefix(&own).unwrap_or(&path).to_owned()
    }
}

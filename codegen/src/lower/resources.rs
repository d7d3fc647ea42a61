//! Schemas that have an address or a name of their own: `$id`, `$anchor`,
//! `$dynamicAnchor` (JSON Schema 2020-12, 8.2).

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::source::Pointer;

/// A schema with an `$id`: what `#/...` and `#name` within it are relative to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Resource {
    /// Its address, relative to those around it resolved.
    id: String,
    /// Where it is in the lowered document.
    pub(super) at: Pointer,
}

/// All of them, as far as the walk has come.
#[derive(Default)]
pub(super) struct Resources {
    /// The resources around the walk, outermost first.
    around: Vec<Rc<Resource>>,
    ids: BTreeMap<String, Rc<Resource>>,
    /// By the resource they lie in, and by nothing: most documents have each
    /// name once.
    anchors: BTreeMap<(Option<Pointer>, String), Pointer>,
}

impl Resources {
    /// Notes the names of a schema. True where it begins a resource that is to
    /// be [left](Self::leave).
    pub(super) fn enter(&mut self, schema: &Map<String, Value>, at: &Pointer) -> bool {
        // Most schemas have none of these keywords, and they all look alike.
        if !schema.keys().any(|key| key.starts_with('$')) {
            return false;
        }
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let id = text("$id").filter(|id| !id.is_empty() && !id.starts_with('#'));
        // In draft 2019-09, `$recursiveRef: '#'` means what says this; few give it an `$id`.
        let is_recursive = schema.get("$recursiveAnchor") == Some(&Value::Bool(true));
        let is_resource = id.is_some() || is_recursive;
        if is_resource {
            let id = resolved(self.base(), id.unwrap_or_default().trim_end_matches('#'));
            let resource = Rc::new(Resource { id, at: at.clone() });
            self.ids
                .entry(resource.id.clone())
                .or_insert_with(|| resource.clone());
            self.around.push(resource);
        }
        // Older drafts wrote an anchor as an `$id` that is a fragment.
        let old = text("$id").and_then(|id| id.strip_prefix('#'));
        for name in [text("$anchor"), text("$dynamicAnchor"), old]
            .into_iter()
            .flatten()
        {
            let around = self.around.last().map(|resource| resource.at.clone());
            for around in [around, None] {
                let name = (around, name.to_owned());
                self.anchors.entry(name).or_insert_with(|| at.clone());
            }
        }
        is_resource
    }

    /// Goes out of the innermost resource.
    pub(super) fn leave(&mut self) {
        self.around.pop();
    }

    /// The innermost resource around the walk.
    pub(super) fn current(&self) -> Option<Rc<Resource>> {
        self.around.last().cloned()
    }

    /// The resource that `address`, written within `around`, means.
    pub(super) fn named(&self, around: Option<&Resource>, address: &str) -> Option<&Resource> {
        let base = around.map_or("", |resource| &resource.id);
        let found = self.ids.get(&resolved(base, address));
        found.or_else(|| self.ids.get(address)).map(Rc::as_ref)
    }

    /// The schema that `#name` within `around` means.
    pub(super) fn anchor(&self, around: Option<&Resource>, name: &str) -> Option<&Pointer> {
        let around = around.map(|resource| resource.at.clone());
        [around, None]
            .into_iter()
            .find_map(|around| self.anchors.get(&(around, name.to_owned())))
    }

    fn base(&self) -> &str {
        self.around.last().map_or("", |resource| &resource.id)
    }
}

/// `reference` seen from `base` (RFC 3986, 5.2, without `..`).
fn resolved(base: &str, reference: &str) -> String {
    let has_scheme = |text: &str| {
        text.split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'))
    };
    if base.is_empty() || has_scheme(reference) {
        return reference.to_owned();
    }
    let authority = base.find("://").map_or(0, |at| at + 3);
    let path = base[authority..]
        .find('/')
        .map_or(base.len(), |at| authority + at);
    let reference = reference.trim_start_matches("./");
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..path]);
    }
    match base[path..].rfind('/') {
        Some(last) => format!("{}/{reference}", &base[..path + last]),
        None if authority == 0 => reference.to_owned(),
        None => format!("{base}/{reference}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (base, reference, expected) in [
            ("", "a", "a"),
            ("https://x.test/s/a", "b", "https://x.test/s/b"),
            ("https://x.test/s/a", "./b", "https://x.test/s/b"),
            ("https://x.test/s/a", "/b", "https://x.test/b"),
            ("https://x.test", "b", "https://x.test/b"),
            ("https://x.test/s/a", "urn:b", "urn:b"),
            ("a", "b", "b"),
            ("s/a", "b", "s/b"),
        ] {
            assert_eq!(resolved(base, reference), expected, "{base} {reference}");
        }
    }
}

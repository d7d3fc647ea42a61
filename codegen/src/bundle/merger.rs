//! The work of bundling: a walk over the document and over every part it
//! reaches.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::names::{Names, SECTIONS};
use super::parts::Parts;
use super::path::{Target, is_address};
use super::site::Site;
use super::{Loader, REF_OUTSIDE};
use crate::diagnostic::{At, Diagnostic, Diagnostics, Layer, Place};
use crate::lower::positions::{Child, Kind, row, section};
use crate::source::{Pointer, Source};

/// How deep parts may be put into parts in place.
const MAX_DEPTH: usize = 16;

/// How many values may be put in place of their `$ref`s; a hostile document
/// could ask for exponentially many.
const MAX_INLINED: usize = 2_000_000;

/// A walk that is going on.
pub(super) struct Merger<'m> {
    parts: Parts<'m>,
    layer: Layer,
    names: Names,
    /// Components still to be walked.
    waiting: VecDeque<(Value, Kind, Site)>,
    /// Texts that `$id`s give to schemas: no files.
    ids: BTreeSet<String>,
    left: usize,
}

impl<'m> Merger<'m> {
    pub(super) fn new(
        loader: &'m dyn Loader,
        sources: &'m mut Vec<Source>,
        diagnostics: &'m mut Diagnostics,
    ) -> Self {
        let name = sources.first().map_or("", |source| &source.name);
        let document = name.split(['/', '\\']).map(str::to_owned).collect();
        let parts = Parts {
            document,
            loader,
            sources,
            diagnostics,
            read: BTreeMap::new(),
        };
        Self {
            parts,
            layer: Layer::inserts(),
            names: Names::default(),
            waiting: VecDeque::new(),
            ids: BTreeSet::new(),
            left: MAX_INLINED,
        }
    }

    /// Walks the document, then the components that this brought, and those
    /// that these brought.
    pub(super) fn run(&mut self, document: &mut Value) {
        if !leads_out(document) {
            return;
        }
        self.names.reserve(document);
        collect_ids(document, &mut self.ids);
        self.adopt(document);
        self.object(document, Kind::Root, Site::root());
        while let Some((mut value, kind, site)) = self.waiting.pop_front() {
            let at = site.now.clone();
            self.object(&mut value, kind, site);
            insert(document, &at, value);
        }
    }

    /// Components that are nothing but a `$ref` to a file give it their name.
    fn adopt(&mut self, document: &Value) {
        for section in SECTIONS {
            let members = document.get("components").and_then(|all| all.get(section));
            for (name, member) in members.and_then(Value::as_object).into_iter().flatten() {
                let lone = member.as_object().filter(|member| member.len() == 1);
                let reference = lone.and_then(|member| member.get("$ref")?.as_str());
                let Some(reference) = reference.filter(|text| !self.is_id(text)) else {
                    continue;
                };
                // What cannot be read is reported when the walk comes by.
                let target = self.parts.follow("", reference).ok().flatten();
                if let Some(target) = target.filter(|target| !target.file.is_empty()) {
                    self.names.adopt(section, target, name);
                }
            }
        }
    }

    /// Where everything came from, and what the schemas are that the document has no name for.
    pub(super) fn finish(self) -> (Layer, BTreeMap<String, String>) {
        (self.layer, self.names.made())
    }

    fn object(&mut self, value: &mut Value, kind: Kind, site: Site) {
        let site = self.reference(value, Some(kind), site);
        for (key, child) in value.as_object_mut().into_iter().flatten() {
            if let Some(row) = row(kind, key) {
                self.child(child, row.child, site.join(key));
            }
        }
    }

    fn child(&mut self, value: &mut Value, child: Child, site: Site) {
        match child {
            Child::One(kind) => self.object(value, kind, site),
            Child::SchemaOrFlag => self.object(value, Kind::Schema, site),
            Child::List(kind) => {
                for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                    self.object(item, kind, site.join(&index.to_string()));
                }
            }
            Child::Map(kind) => {
                let site = self.reference(value, None, site);
                for (name, member) in value.as_object_mut().into_iter().flatten() {
                    self.object(member, kind, site.join(name));
                }
            }
            Child::TextMap => self.mapping(value, &site),
            Child::Text | Child::Data => drop(self.reference(value, None, site)),
            _ => {}
        }
    }

    /// Treats a `$ref` that leads out of the document. Components are referred
    /// to, the rest is put in place; so are whole maps, texts and examples,
    /// which tools allow though OpenAPI does not. Tells where `value` is now.
    fn reference(&mut self, value: &mut Value, kind: Option<Kind>, site: Site) -> Site {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return site;
        };
        if reference.starts_with('#') && site.is_document() || self.is_id(reference) {
            return site;
        }
        let reference = reference.to_owned();
        let Some(target) = self.target(&reference, kind.is_some(), &site) else {
            return site;
        };
        if target.file.is_empty() {
            refer(value, &target.pointer);
            return site;
        }
        match kind.and_then(|kind| Some((kind, section(kind)?))) {
            Some((kind, section)) => {
                let to = self.component(target.clone(), kind, section);
                if to == site.now {
                    return self.put_in_place(value, target, site);
                }
                refer(value, &to);
                site
            }
            None => self.put_in_place(value, target, site),
        }
    }

    /// A discriminator's names for schemas may be files as well.
    fn mapping(&mut self, value: &mut Value, site: &Site) {
        for (name, text) in value.as_object_mut().into_iter().flatten() {
            let Some(reference) = text.as_str().map(str::to_owned) else {
                continue;
            };
            let leads_out =
                looks_like_file(&reference) || (reference.starts_with('#') && !site.is_document());
            if !leads_out || self.is_id(&reference) {
                continue;
            }
            let Some(target) = self.target(&reference, false, &site.join(name)) else {
                continue;
            };
            let to = match target.file.is_empty() {
                true => target.pointer,
                false => self.component(target, Kind::Schema, "schemas"),
            };
            *text = to.to_fragment().into();
        }
    }

    /// Where a `$ref` leads in the end. Where that is nowhere we go, there is
    /// an error if the `$ref` is `needed`; a warning only, where it is an address.
    fn target(&mut self, reference: &str, needed: bool, site: &Site) -> Option<Target> {
        let found = self.parts.follow(&site.file, reference);
        if let (Err(why), true) = (&found, needed) {
            let at = At::Source(site.source, site.place.join("$ref"));
            let message = format!("this `$ref` leads out of what is read: {why}");
            let diagnostic = match is_address(reference) {
                true => Diagnostic::warning(REF_OUTSIDE, at, message)
                    .help("put a copy next to the document, and refer to that"),
                false => Diagnostic::error(REF_OUTSIDE, at, message),
            };
            self.parts.diagnostics.push(diagnostic);
        }
        found.ok().flatten()
    }

    /// The component for a target, made on first use.
    fn component(&mut self, target: Target, kind: Kind, section: &'static str) -> Pointer {
        let (target, rest) = match kind {
            Kind::Schema => self.parts.around(&target),
            _ => (target, Pointer::root()),
        };
        let (name, is_new) = self.names.of(section, &target);
        let at = Pointer::root().join("components").join(section).join(name);
        let found = self.parts.find(&target).filter(|_| is_new);
        if let Some((source, value)) = found.map(|(source, value)| (source, value.clone())) {
            let site = self.arrive(at.clone(), source, &target, Rc::default());
            self.waiting.push_back((value, kind, site));
        }
        at.extend(&rest)
    }

    fn put_in_place(&mut self, value: &mut Value, target: Target, site: Site) -> Site {
        let circle = site.within.contains(&target) || site.within.len() >= MAX_DEPTH;
        let Some((source, found)) = self.parts.find(&target).filter(|_| !circle) else {
            return site;
        };
        let Some(left) = spend(self.left, found) else {
            return site;
        };
        self.left = left;
        let siblings = std::mem::replace(value, found.clone());
        if let (Value::Object(map), Value::Object(siblings)) = (value, siblings) {
            map.extend(siblings.into_iter().filter(|(key, _)| key != "$ref"));
        }
        let mut within = site.within.to_vec();
        within.push(target.clone());
        self.arrive(site.now, source, &target, Rc::new(within))
    }

    fn arrive(
        &mut self,
        now: Pointer,
        source: usize,
        target: &Target,
        within: Rc<Vec<Target>>,
    ) -> Site {
        let place = target.pointer.clone();
        self.layer
            .insert(now.clone(), Place::Source(source, place.clone()));
        Site {
            now,
            source,
            place,
            file: target.file.as_str().into(),
            within,
        }
    }

    fn is_id(&self, reference: &str) -> bool {
        let id = reference.split('#').next().unwrap_or_default();
        self.ids.contains(id)
    }
}

/// Whether anything that looks like a `$ref` leads to a file. Most documents
/// have nothing of the kind, and need no walk.
fn leads_out(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| match (key.as_str(), value) {
            ("$ref", Value::String(text)) => !text.starts_with('#'),
            ("mapping", Value::Object(names)) => {
                let mut texts = names.values().filter_map(Value::as_str);
                texts.any(looks_like_file) || leads_out(value)
            }
            (_, value) => leads_out(value),
        }),
        Value::Array(items) => items.iter().any(leads_out),
        _ => false,
    }
}

/// Schemas a discriminator names may be component names, `#` pointers or files.
fn looks_like_file(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or_default();
    [".yaml", ".yml", ".json"]
        .iter()
        .any(|ending| file.ends_with(ending))
}

/// The texts by which `$ref`s may mean the schemas with an `$id`: all of it, or
/// its end.
fn collect_ids(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(id) = map.get("$id").and_then(Value::as_str) {
                let end = id.rsplit('/').next().unwrap_or_default();
                let known = [id, end].into_iter().filter(|id| !id.is_empty());
                ids.extend(known.map(str::to_owned));
            }
            map.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}

fn refer(value: &mut Value, to: &Pointer) {
    if let Some(reference) = value.get_mut("$ref") {
        *reference = to.to_fragment().into();
    }
}

/// Puts a component into the document, with the objects around it.
fn insert(document: &mut Value, at: &Pointer, value: Value) {
    let mut place = document;
    for token in at.tokens() {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(map) = place else { return };
        place = map.entry(token).or_insert(Value::Null);
    }
    *place = value;
}

/// What is left of a budget after a value and everything in it.
fn spend(left: usize, value: &Value) -> Option<usize> {
    let left = left.checked_sub(1)?;
    match value {
        Value::Object(map) => map.values().try_fold(left, spend),
        Value::Array(items) => items.iter().try_fold(left, spend),
        _ => Some(left),
    }
}

//! The files a document refers to, each read once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Loader;
use super::path::{Target, resolve};
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::source::{Pointer, Source};

/// How many lone `$ref`s in a row are followed.
const MAX_STEPS: usize = 32;

/// What was read.
pub(super) struct Parts<'m> {
    /// The document's own path, as far as it is known.
    pub(super) document: Vec<String>,
    pub(super) loader: &'m dyn Loader,
    pub(super) sources: &'m mut Vec<Source>,
    pub(super) diagnostics: &'m mut Diagnostics,
    /// Source index and tree; `None` for what cannot be read.
    pub(super) read: BTreeMap<String, Option<(usize, Value)>>,
}

impl Parts<'_> {
    /// Where a `$ref` in `file` leads in the end: through lone `$ref`s to the
    /// object they mean. `None` where nothing is there; an error where it leads
    /// to something that is not read.
    pub(super) fn follow(&mut self, file: &str, reference: &str) -> Result<Option<Target>, String> {
        let mut target = resolve(file, reference)?;
        for _ in 0..MAX_STEPS {
            let Some(here) = target.map(|target| target.seen_from(&self.document)) else {
                return Ok(None);
            };
            if here.file.is_empty() {
                return Ok(Some(here));
            }
            self.read(&here.file)?;
            let next = match self.find(&here) {
                Some((_, Value::Object(map))) if map.len() == 1 => map.get("$ref"),
                Some(_) => None,
                None => match self.detour(&here) {
                    Some((text, rest)) => {
                        let around = resolve(&here.file, text)?;
                        target = around.map(|around| around.below(&rest));
                        continue;
                    }
                    None => return Ok(None),
                },
            };
            let Some(next) = next.and_then(Value::as_str) else {
                return Ok(Some(here));
            };
            target = resolve(&here.file, next)?;
        }
        Ok(None)
    }

    /// Where nothing is at a target: the `$ref` on the way to it, and the rest of
    /// the way.
    fn detour(&self, target: &Target) -> Option<(&str, Pointer)> {
        let (_, file) = self.read.get(&target.file)?.as_ref()?;
        let (mut here, mut at) = (file, Pointer::root());
        for token in target.pointer.tokens() {
            let Some(next) = Pointer::root().join(&token).get(here) else {
                let text = here.get("$ref")?.as_str()?;
                return Some((text, target.pointer.below(&at)?));
            };
            here = next;
            at.push(&token);
        }
        None
    }

    /// The schema that a target lies in, as a property or element of it, and the
    /// way from there: the target's type is then the one it has there.
    pub(super) fn around(&self, target: &Target) -> (Target, Pointer) {
        let (mut owner, mut here) = (target.pointer.clone(), target.pointer.clone());
        while let Some(around) = self.step_up(&target.file, &here) {
            let found = Target {
                file: target.file.clone(),
                pointer: around.clone(),
            };
            if self
                .find(&found)
                .is_some_and(|(_, value)| is_schema(value, &around))
            {
                owner = around.clone();
            }
            here = around;
        }
        let rest = target.pointer.below(&owner).unwrap_or_default();
        let file = target.file.clone();
        (
            Target {
                file,
                pointer: owner,
            },
            rest,
        )
    }

    /// The place of the schema directly around one, going by the way.
    fn step_up(&self, file: &str, place: &Pointer) -> Option<Pointer> {
        let parent = place.parent()?;
        let last = place.last()?;
        if matches!(last.as_ref(), "items" | "additionalProperties") {
            return Some(parent);
        }
        let list = parent.last()?;
        let lists = ["properties", "allOf", "anyOf", "oneOf", "prefixItems"];
        let is_known = self.read.get(file)?.is_some() && lists.contains(&list.as_ref());
        parent.parent().filter(|_| is_known)
    }

    /// What stands at a target that was read, and the index of its source.
    pub(super) fn find(&self, target: &Target) -> Option<(usize, &Value)> {
        let (source, part) = self.read.get(&target.file)?.as_ref()?;
        Some((*source, target.pointer.get(part)?))
    }

    /// The tree of a part. One that is none costs only what refers to it, as one that is missing does.
    fn tree(&mut self, source: &Source, index: usize) -> Option<Value> {
        let mut found = Diagnostics::default();
        let value = load(source, index, &mut found);
        for diagnostic in found.iter() {
            self.diagnostics.push(diagnostic.clone().milder());
        }
        value
    }

    fn read(&mut self, file: &str) -> Result<(), String> {
        if self.read.contains_key(file) {
            return Ok(());
        }
        let source = match self.loader.load(file) {
            Ok(source) => source,
            Err(_) if self.loader.is_missing(file) => {
                self.read.insert(file.to_owned(), None);
                return Ok(());
            }
            Err(error) => return Err(error.0),
        };
        let index = self.sources.len();
        let value = match is_tree(file) {
            true => self.tree(&source, index),
            false => Some(Value::String(source.text.clone())),
        };
        self.sources.push(source);
        self.read
            .insert(file.to_owned(), value.map(|value| (index, value)));
        Ok(())
    }
}

/// Whether what has properties or elements is a schema: a file as a whole may
/// also be a list of `properties` that schemas elsewhere share.
fn is_schema(value: &Value, at: &Pointer) -> bool {
    let says_so = ["type", "required", "allOf", "title", "$schema"];
    *at != Pointer::root() || says_so.iter().any(|key| value.get(key).is_some())
}

/// Whether a file holds YAML or JSON, by its name. Texts are referred to as
/// well, for descriptions.
fn is_tree(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((_, ending)) => matches!(
            ending.to_ascii_lowercase().as_str(),
            "yaml" | "yml" | "json"
        ),
        None => true,
    }
}

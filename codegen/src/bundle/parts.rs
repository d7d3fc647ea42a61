//! The files a document refers to, each read once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Loader;
use super::path::{Target, resolve};
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::source::Source;

/// How many lone `$ref`s in a row are followed.
const MAX_STEPS: usize = 32;

/// What was read.
pub(super) struct Parts<'m> {
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
            let Some(here) = target else { return Ok(None) };
            if here.file.is_empty() {
                return Ok(Some(here));
            }
            self.read(&here.file)?;
            let Some((_, found)) = self.find(&here) else {
                return Ok(None);
            };
            let next = match found {
                Value::Object(map) if map.len() == 1 => map.get("$ref").and_then(Value::as_str),
                _ => None,
            };
            let Some(next) = next else {
                return Ok(Some(here));
            };
            target = resolve(&here.file, next)?;
        }
        Ok(None)
    }

    /// What stands at a target that was read, and the index of its source.
    pub(super) fn find(&self, target: &Target) -> Option<(usize, &Value)> {
        let (source, part) = self.read.get(&target.file)?.as_ref()?;
        Some((*source, target.pointer.get(part)?))
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
            true => load(&source, index, self.diagnostics),
            false => Some(Value::String(source.text.clone())),
        };
        self.sources.push(source);
        self.read
            .insert(file.to_owned(), value.map(|value| (index, value)));
        Ok(())
    }
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

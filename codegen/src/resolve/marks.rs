//! Where the overlay asks for checks before sending: `x-callsmith-check`.

use crate::source::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "x-callsmith-check";

/// The marks of a document. Each holds for everything inside of what it stands on, unless a nearer one says otherwise.
pub(crate) struct Marks(BTreeMap<Pointer, bool>);

impl Marks {
    pub(super) fn new(document: &Value) -> Self {
        let mut marks = Marks(BTreeMap::new());
        marks.collect(document, &mut Pointer::root());
        marks
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the nearest mark around `at` says.
    pub(crate) fn nearest(&self, at: &Pointer) -> Option<bool> {
        let mut next = Some(at.clone());
        while let Some(at) = next {
            if let Some(mark) = self.0.get(&at) {
                return Some(*mark);
            }
            next = at.parent();
        }
        None
    }

    fn collect(&mut self, value: &Value, at: &mut Pointer) {
        match value {
            Value::Object(map) => {
                let mark = map.get(NAME).and_then(Value::as_bool);
                self.0.extend(mark.map(|mark| (at.clone(), mark)));
                for (key, value) in map {
                    at.push(key);
                    self.collect(value, at);
                    at.pop();
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    at.push(&index.to_string());
                    self.collect(value, at);
                    at.pop();
                }
            }
            _ => {}
        }
    }
}

//! How the value of an action and the value at its target become one (Overlay
//! 1.1.0, Action Object).

use serde_json::Value;

use crate::diagnostic::{Layer, Place};
use crate::source::Pointer;

/// Where the value of an action stands.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// In the overlay of that source.
    Overlay(usize, Pointer),
    /// In the document, for a `copy`.
    Document(Pointer),
}

impl Origin {
    fn join(&self, token: &str) -> Self {
        match self {
            Self::Overlay(source, at) => Self::Overlay(*source, at.join(token)),
            Self::Document(at) => Self::Document(at.join(token)),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Overlay(source, at) => Place::Source(*source, at.clone()),
            Self::Document(at) => Place::Document(at.clone()),
        }
    }
}

/// A merge under way.
pub(super) struct Merge<'l> {
    pub(super) layer: &'l mut Layer,
    /// What does not go together, and where the update says it.
    pub(super) fault: Option<(Origin, String)>,
}

impl Merge<'_> {
    /// Merges `update` into the target node at `at`: objects key by key, one
    /// more element or several into an array, a scalar in place of a scalar.
    pub(super) fn node(&mut self, target: &mut Value, update: &Value, at: &Pointer, from: &Origin) {
        match (&mut *target, update) {
            (Value::Array(_), _) => {
                self.property(target, &listed(update), at, from, !update.is_array())
            }
            _ => self.property(target, update, at, from, false),
        }
    }

    fn property(
        &mut self,
        target: &mut Value,
        update: &Value,
        at: &Pointer,
        from: &Origin,
        single: bool,
    ) {
        match (target, update) {
            (Value::Object(map), Value::Object(more)) => {
                for (key, value) in more {
                    let (at, from) = (at.join(key), from.join(key));
                    match map.get_mut(key) {
                        Some(target) => self.property(target, value, &at, &from, false),
                        None => {
                            self.layer.insert(at, from.place());
                            map.insert(key.clone(), value.clone());
                        }
                    }
                }
            }
            (Value::Array(items), Value::Array(more)) => {
                for (index, value) in more.iter().enumerate() {
                    let from = if single {
                        from.clone()
                    } else {
                        from.join(&index.to_string())
                    };
                    self.layer.insert(at.index(items.len()), from.place());
                    items.push(value.clone());
                }
            }
            // An empty key in YAML says nothing, on either side.
            (_, Value::Null) => {}
            (target, update) if target.is_null() || is_scalar(target) && is_scalar(update) => {
                self.layer.insert(at.clone(), from.place());
                *target = update.clone();
            }
            (target, update) => {
                let message = format!("{} cannot be merged into {}", kind(update), kind(target));
                self.fault.get_or_insert((from.clone(), message));
            }
        }
    }
}

fn listed(update: &Value) -> Value {
    match update {
        Value::Array(_) => update.clone(),
        single => Value::Array(vec![single.clone()]),
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        _ => "a single value",
    }
}

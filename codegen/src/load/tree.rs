//! One visitor for YAML and JSON.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::map::{Entry, Map};
use serde_json::{Number, Value};

use crate::source::Pointer;

/// What reading one text has cost and met so far.
pub(super) struct Watch {
    budget: usize,
    left: Cell<usize>,
    /// Paths of repeated keys, innermost token first.
    duplicates: RefCell<Vec<Vec<String>>>,
}

/// What a tree may weigh beyond what its text can spell out: aliases repeat
/// whole subtrees, and a few lines of them would fill any memory.
const ALIAS_BUDGET: usize = 32 << 20;

/// What a value weighs besides its text, roughly its size in memory.
const VALUE_WEIGHT: usize = 16;

impl Watch {
    pub(super) fn new(text_len: usize) -> Self {
        let budget = ALIAS_BUDGET.saturating_add(text_len.saturating_mul(VALUE_WEIGHT + 1));
        Self {
            budget,
            left: Cell::new(budget),
            duplicates: RefCell::default(),
        }
    }

    /// Begins anew with the same text.
    pub(super) fn restart(&self) {
        self.left.set(self.budget);
        self.duplicates.borrow_mut().clear();
    }

    /// The repeated keys, each once, sorted.
    pub(super) fn duplicates(&self) -> Vec<Pointer> {
        let pointer = |tokens: &Vec<String>| {
            tokens
                .iter()
                .rev()
                .fold(Pointer::root(), |pointer, token| pointer.join(token))
        };
        let sorted: BTreeSet<_> = self.duplicates.borrow().iter().map(pointer).collect();
        sorted.into_iter().collect()
    }

    fn pay<E: Error>(&self, bytes: usize) -> Result<(), E> {
        let left = self
            .left
            .get()
            .checked_sub(bytes.saturating_add(VALUE_WEIGHT));
        self.left
            .set(left.ok_or_else(|| E::custom("aliases repeat too much"))?);
        Ok(())
    }

    fn repeated(&self, key: &str) {
        self.duplicates.borrow_mut().push(vec![key.to_owned()]);
    }

    fn met(&self) -> usize {
        self.duplicates.borrow().len()
    }

    /// The repeated keys met since there were `before` of them lie below
    /// `token`. Paths are built on the way up, so they cost nothing where
    /// nothing is repeated.
    fn below(&self, before: usize, token: impl Fn() -> String) {
        for path in self.duplicates.borrow_mut().iter_mut().skip(before) {
            path.push(token());
        }
    }
}

/// Reads any value.
#[derive(Clone, Copy)]
pub(super) struct Tree<'w> {
    pub(super) watch: &'w Watch,
    /// Whether `<<` means to merge.
    pub(super) yaml: bool,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.watch.pay(0).map(|()| Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.watch.pay(0).map(|()| Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.watch.pay(0).map(|()| value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.watch.pay(0).map(|()| value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    /// JSON has no infinity and no NaN: they stay as the text YAML has for them.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.watch.pay(0)?;
        Ok(Number::from_f64(value).map_or_else(|| unbounded(value).into(), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.watch.pay(value.len()).map(|()| value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.watch.pay(value.len()).map(|()| value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.watch.pay(0)?;
        let mut items = Vec::new();
        loop {
            let before = self.watch.met();
            let Some(item) = seq.next_element_seed(self)? else {
                return Ok(Value::Array(items));
            };
            self.watch.below(before, || items.len().to_string());
            items.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.watch.pay(0)?;
        let (mut entries, mut merges) = (Map::new(), Vec::new());
        while let Some(key) = map.next_key_seed(Key)? {
            self.watch.pay(key.len())?;
            let before = self.watch.met();
            let value = map.next_value_seed(self)?;
            self.watch.below(before, || key.clone());
            if self.yaml && key == "<<" && is_mergeable(&value) {
                merges.push(value);
                continue;
            }
            match entries.entry(key) {
                Entry::Vacant(free) => drop(free.insert(value)),
                Entry::Occupied(mut taken) => {
                    self.watch.repeated(taken.key());
                    taken.insert(value);
                }
            }
        }
        merges
            .into_iter()
            .for_each(|value| merge(&mut entries, value));
        Ok(Value::Object(entries))
    }

    /// A YAML tag (`!t value`) says nothing in OpenAPI: the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (IgnoredAny, tagged) = data.variant()?;
        tagged.newtype_variant_seed(self)
    }
}

fn unbounded(value: f64) -> &'static str {
    match value {
        f64::INFINITY => ".inf",
        f64::NEG_INFINITY => "-.inf",
        _ => ".nan",
    }
}

fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(Value::is_object),
        _ => false,
    }
}

/// Adds the entries that are not there yet: own keys win over merged ones,
/// earlier merges over later ones.
fn merge(entries: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(more) => {
            for (key, value) in more {
                entries.entry(key).or_insert(value);
            }
        }
        Value::Array(items) => items.into_iter().for_each(|item| merge(entries, item)),
        _ => {}
    }
}

/// A key, as it is written: YAML's `200`, `1.0` and `true` are texts here.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text as key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }
}

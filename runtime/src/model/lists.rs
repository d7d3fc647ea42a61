//! The types around other types: `Option`, `Box`, `Vec`, `BTreeMap`.

use super::input::In;
use super::{Blank, List, Map, Rest, Result, Slot, Value, View};
use std::collections::BTreeMap;

impl<T: Value> Value for Option<T> {
    fn read(input: In<'_>) -> Result<Self> {
        match input {
            In::Null => Ok(None),
            input => T::read(input).map(Some),
        }
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        *self = match input {
            In::Null => None,
            input => Some(T::read(input)?),
        };
        Ok(())
    }

    fn view(&self) -> View<'_> {
        match self {
            None => View::None,
            Some(value) => View::Some(value),
        }
    }
}

impl<T> Blank for Option<T> {
    const BLANK: Self = None;
}

/// A place for one value. Null is for `T` to judge.
impl<T: Value> Slot for Option<T> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        *self = Some(T::read(value)?);
        Ok(())
    }
}

impl<T: Value> Value for Box<T> {
    fn read(input: In<'_>) -> Result<Self> {
        T::read(input).map(Box::new)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        (**self).fill(input)
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(input: In<'_>) -> Result<Self> {
        let mut list = Vec::new();
        input.list(&mut list)?;
        Ok(list)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        self.clear();
        input.list(self)
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T> Blank for Vec<T> {
    const BLANK: Self = Vec::new();
}

impl<T: Value> Slot for Vec<T> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        self.push(T::read(value)?);
        Ok(())
    }
}

impl<T: Value> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<&dyn Value> {
        self.get(index).map(|item| item as &dyn Value)
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn read(input: In<'_>) -> Result<Self> {
        let mut map = BTreeMap::new();
        input.map(&mut map)?;
        Ok(map)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        self.clear();
        input.map(self)
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T> Blank for BTreeMap<String, T> {
    const BLANK: Self = BTreeMap::new();
}

impl<T: Value> Slot for BTreeMap<String, T> {
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()> {
        self.insert(key.to_owned(), T::read(value)?);
        Ok(())
    }
}

impl<T: Value> Rest for BTreeMap<String, T> {
    fn remove(&mut self, key: &str) {
        self.remove(key);
    }

    fn empty(&mut self) {
        self.clear();
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, key: &str) -> Option<View<'_>> {
        self.get(key).map(Value::view)
    }

    fn each(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        for (key, value) in self {
            see(key, value.view());
        }
    }
}

/// The argument of a setter of a list.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The argument of a setter of a map.
pub fn map<K: Ord, T>(
    entries: impl IntoIterator<Item = (impl Into<K>, impl Into<T>)>,
) -> BTreeMap<K, T> {
    entries
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

//! JSON of any shape as a value.

use super::input::In;
use super::{Blank, Json, Map, Result, Slot, Value, View, refill};
use serde_json::map;

impl Value for Json {
    fn read(input: In<'_>) -> Result<Self> {
        Ok(match input {
            In::Null => Json::Null,
            In::Bool(value) => value.into(),
            In::Int(value) => value.into(),
            In::Uint(value) => value.into(),
            In::Float(value) => value.into(),
            In::Number(number) => Json::Number(number.clone()),
            In::Str(text) => text.into(),
            In::List(elements) => {
                if let Some(json) = elements.source().and_then(|tree| tree.complete()) {
                    return Ok(json.clone());
                }
                let mut list: Vec<Json> = Vec::new();
                In::List(elements).list(&mut list)?;
                Json::Array(list)
            }
            In::Object(entries) => {
                if let Some(json) = entries.source().and_then(|tree| tree.complete()) {
                    return Ok(json.clone());
                }
                let mut map = map::Map::new();
                In::Object(entries).map(&mut map)?;
                Json::Object(map)
            }
        })
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

impl Blank for Json {
    const BLANK: Self = Json::Null;
}

/// An object of any JSON.
impl Value for map::Map<String, Json> {
    fn read(input: In<'_>) -> Result<Self> {
        let mut map = map::Map::new();
        input.map(&mut map)?;
        Ok(map)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl Slot for map::Map<String, Json> {
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()> {
        self.insert(key.to_owned(), Json::read(value)?);
        Ok(())
    }
}

impl Map for map::Map<String, Json> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, key: &str) -> Option<View<'_>> {
        self.get(key).map(View::Json)
    }

    fn each(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        for (key, value) in self {
            see(key, View::Json(value));
        }
    }
}

//! Is an example valid against its schema?
//!
//! A JSON Schema validator decides. It gets the schemas as the document writes them, in the words of JSON Schema
//! 2020-12 (`words`), with every reference followed by us: it never looks at the document itself.

mod closed;
mod direction;
mod implied;
mod place;
mod tagged;
mod words;

use crate::source::Pointer;
use serde_json::{Map, Value, json};

pub(crate) use direction::Direction;
pub(crate) use place::{Placed, follow};

use words::Words;

/// What is to be judged.
pub(crate) struct Case<'a> {
    /// Where its schema stands.
    pub(crate) schema: Pointer,
    /// The example.
    pub(crate) value: &'a Value,
    /// Which way it travels.
    pub(crate) direction: Direction,
}

/// How strictly a schema is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    /// As JSON Schema has it: objects may have properties that are not described, `format` is a remark.
    Open,
    /// Objects have the properties that are described, unless the schema says that there are others; texts are of their
    /// format.
    Closed,
}

/// Why each case is not valid, in the order of `cases`; `None` for those that are. The outer error says that there is
/// no judging by the schema.
pub(crate) fn judge(
    document: &Value,
    cases: &[Case<'_>],
    grade: Grade,
) -> Vec<Result<Option<String>, String>> {
    let mut found = vec![Ok(None); cases.len()];
    for direction in [Direction::Request, Direction::Response] {
        let mine = || (0..cases.len()).filter(|index| cases[*index].direction == direction);
        if mine().next().is_none() {
            continue;
        }
        let mut words = Words::new(document, direction, grade);
        let heads: Vec<(usize, Value)> = mine()
            .map(|index| (index, words.at(&cases[index].schema)))
            .collect();
        let schemas = Schemas::new(words.finish(), heads);
        for index in mine() {
            found[index] = schemas.judge(index, cases[index].value);
        }
    }
    found
}

/// Schemas that a validator knows, by number.
struct Schemas {
    definitions: Value,
    heads: Map<String, Value>,
    /// All in one, so that what several of them refer to is compiled once; `None` where one of them does not compile.
    all: Option<jsonschema::Validator>,
    closed: bool,
}

impl Schemas {
    fn new((definitions, closed): (Value, bool), heads: Vec<(usize, Value)>) -> Self {
        let heads: Map<String, Value> = heads
            .into_iter()
            .map(|(index, schema)| (index.to_string(), schema))
            .collect();
        let whole = json!({"$defs": &definitions, "properties": &heads});
        Schemas {
            all: compile(&whole, closed).ok(),
            definitions,
            heads,
            closed,
        }
    }

    fn judge(&self, index: usize, value: &Value) -> Result<Option<String>, String> {
        let key = index.to_string();
        let instance = Value::Object(Map::from_iter([(key.clone(), value.clone())]));
        if let Some(all) = &self.all {
            return Ok(first(all, &instance));
        }
        let one = json!({"$defs": &self.definitions, "properties": {&key: &self.heads[&key]}});
        Ok(first(&compile(&one, self.closed)?, &instance))
    }
}

fn compile(schema: &Value, closed: bool) -> Result<jsonschema::Validator, String> {
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(closed)
        .offline()
        .build(schema)
        .map_err(|error| error.masked().to_string())
}

/// What is wrong, at the place that comes first; without the values, which may be long.
fn first(validator: &jsonschema::Validator, instance: &Value) -> Option<String> {
    if validator.is_valid(instance) {
        return None;
    }
    let errors = validator.iter_errors(instance);
    let said = errors.map(|error| {
        let path = error.instance_path().to_string();
        // The first step is the number that we gave it.
        let path = path.trim_start_matches('/').split_once('/');
        let path = path.map_or("", |(_, rest)| rest).to_owned();
        (path, error.masked().to_string())
    });
    let (path, message) = said.min()?;
    Some(format!("`/{path}`: {}", shortened(&message)))
}

fn shortened(message: &str) -> String {
    const LONGEST: usize = 200;
    match message.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}...", &message[..cut]),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests;

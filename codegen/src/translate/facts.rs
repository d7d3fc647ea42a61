//! One view of a schema, whatever variant of `openapiv3::SchemaKind` it was parsed into.
//!
//! openapiv3 sorts plain schemas into exact variants and everything mixed into `AnySchema`. The
//! translation asks the same questions of all of them, so it asks [`Facts`].

use crate::ir::{JsonType, Rule};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{Discriminator, ReferenceOr, Schema, SchemaData};
use serde_json::Value as Json;
use std::rc::Rc;

mod either;
mod read;
mod rules;

pub(crate) use read::{facts, is_false};

/// A schema somewhere in the document.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    /// The schema or the reference to it.
    pub(crate) node: Node<'a>,
    /// Where it stands.
    pub(crate) at: Pointer,
}

/// A schema or a reference, without the boxes that openapiv3 puts around some of them.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    /// `$ref`
    Ref(&'a str),
    /// The schema itself.
    Item(&'a Schema),
    /// What the document says in several places and writes down in none: all members of an `allOf` that describe
    /// one property, or what stands beside alternatives together with one of them.
    Made(Rc<Facts<'a>>),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Node::Ref(reference),
            ReferenceOr::Item(item) => Node::Item(item),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Node::Ref(reference),
            ReferenceOr::Item(item) => Node::Item(item),
        }
    }
}

/// What a schema says of the shape of values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts<'a> {
    /// What is said beside the shape, by each of the schemas these facts are from; the nearest first.
    pub(crate) data: Vec<&'a SchemaData>,
    /// `nullable`, or any other spelling of it.
    pub(crate) nullable: bool,
    /// `type`, if it is one that JSON Schema knows.
    pub(crate) json_type: Option<JsonType>,
    /// `format`; `contentEncoding: base64` is `byte`.
    pub(crate) format: Option<String>,
    /// `minimum` and `maximum`
    pub(crate) bounds: (Option<f64>, Option<f64>),
    /// What else is asked of values, and where it stands.
    pub(crate) rules: Vec<(Rule, Pointer)>,
    /// `enum`
    pub(crate) values: Vec<Listed<'a>>,
    /// `properties`
    pub(crate) properties: IndexMap<&'a str, Placed<'a>>,
    /// `required`
    pub(crate) required: Vec<&'a str>,
    /// `additionalProperties`
    pub(crate) additional: Additional<'a>,
    /// `patternProperties`, without the patterns.
    pub(crate) patterns: Vec<Placed<'a>>,
    /// `items`
    pub(crate) items: Option<Placed<'a>>,
    /// `uniqueItems`
    pub(crate) unique: bool,
    /// `prefixItems`
    pub(crate) prefix: Vec<Placed<'a>>,
    /// `allOf`
    pub(crate) all_of: Vec<Placed<'a>>,
    /// `oneOf` and `anyOf`: of each of these one member holds.
    pub(crate) choices: Vec<Choice<'a>>,
    /// `discriminator`
    pub(crate) discriminator: Option<&'a Discriminator>,
    /// Properties that a member of an `allOf` marks sensitive, while another one's description is taken.
    pub(crate) hidden: Vec<&'a str>,
}

/// Alternatives: `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct Choice<'a> {
    /// The members.
    pub(crate) members: Vec<Placed<'a>>,
    /// What tells them apart, if the document says so.
    pub(crate) discriminator: Option<&'a Discriminator>,
    /// Where the list stands.
    pub(crate) at: Pointer,
}

/// A value of an `enum`.
#[derive(Clone, Debug)]
pub(crate) struct Listed<'a> {
    /// The value.
    pub(crate) json: Json,
    /// What is said beside the list it is in; extensions name and describe values by their place in it.
    pub(crate) data: &'a SchemaData,
    /// The place.
    pub(crate) index: usize,
}

/// What `additionalProperties` says.
#[derive(Clone, Debug, Default)]
pub(crate) enum Additional<'a> {
    /// Nothing: anything may follow, and later versions of the document may name it.
    #[default]
    Unstated,
    /// `true`: anything may follow, on purpose.
    Open,
    /// `false`
    Closed,
    /// A schema.
    Typed(Placed<'a>),
}

impl<'a> Facts<'a> {
    /// Schemas of which all hold; the nearest is the last.
    pub(crate) fn all(all_of: Vec<Placed<'a>>) -> Self {
        Facts {
            all_of,
            ..Facts::default()
        }
    }

    /// A choice of schemas that the document writes in several places.
    pub(crate) fn one_of(members: Vec<Placed<'a>>, at: &Pointer) -> Self {
        let choice = Choice {
            members,
            discriminator: None,
            at: at.clone(),
        };
        Facts {
            choices: vec![choice],
            ..Facts::default()
        }
    }

    /// Whether this says anything at all of the shape of values.
    pub(crate) fn has_shape(&self) -> bool {
        self.has_own_shape() || !(self.all_of.is_empty() && self.choices.is_empty())
    }

    /// The same, apart from what its members say.
    pub(crate) fn has_own_shape(&self) -> bool {
        self.json_type.is_some()
            || !self.values.is_empty()
            || !self.properties.is_empty()
            || !matches!(self.additional, Additional::Unstated)
            || !self.patterns.is_empty()
            || self.items.is_some()
            || !self.prefix.is_empty()
    }

    /// Whether a text stands for bytes: `format: binary`, or `contentMediaType` without an encoding (OpenAPI 3.1.1,
    /// 4.4.4).
    pub(crate) fn is_binary(&self) -> bool {
        let says = |keyword: &str| {
            self.data
                .iter()
                .find_map(|data| carried(data, keyword)?.as_str())
        };
        let of_bytes = || says("contentMediaType").is_some_and(crate::ir::is_of_bytes);
        match self.format.as_deref() {
            Some(format) => format == "binary",
            None => says("contentEncoding").is_none() && self.values.is_empty() && of_bytes(),
        }
    }

    /// The JSON type of the listed values, where no `type` stands beside them and no Rust enum covers them.
    pub(crate) fn type_of_values(&self) -> Option<JsonType> {
        let all = |is: fn(&Json) -> bool| self.values.iter().all(|value| is(&value.json));
        match self.values.is_empty() {
            true => None,
            false if all(Json::is_boolean) => Some(JsonType::Boolean),
            false if all(Json::is_array) => Some(JsonType::Array),
            false if all(Json::is_object) => Some(JsonType::Object),
            false => None,
        }
    }

    /// The description that is nearest.
    pub(crate) fn docs(&self) -> String {
        let docs = self.data.iter().filter_map(|data| data.description.clone());
        docs.into_iter().next().unwrap_or_default()
    }

    /// Whether the schema itself is deprecated, or every schema it is made of.
    pub(crate) fn deprecated(&self) -> bool {
        self.data.first().is_some_and(|data| data.deprecated)
    }

    /// The default that is nearest.
    pub(crate) fn default_value(&self) -> Option<Json> {
        self.data.iter().find_map(|data| data.default.clone())
    }

    /// The values that the schema itself shows: `default`, `example`, and the list `examples` of 3.1.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &'a Json> + '_ {
        self.data.iter().flat_map(|data| {
            let list = carried(data, "examples").and_then(Json::as_array);
            let single = data.default.iter().chain(&data.example);
            single.chain(list.into_iter().flatten())
        })
    }

    /// The text of our extension of this name; that of the nearest schema.
    pub(crate) fn text_extension(&self, name: &str) -> Option<String> {
        let mut texts = self.data.iter().filter_map(|data| extension(data, name));
        texts.next()?.as_str().map(str::to_owned)
    }
}

/// Several schemas of which all hold, as one.
pub(crate) fn conjunction<'a>(parts: Vec<Placed<'a>>, at: &Pointer) -> Placed<'a> {
    let mut flat: Vec<Placed<'a>> = Vec::new();
    for part in parts {
        match &part.node {
            Node::Made(made) if !made.has_own_shape() && made.choices.is_empty() => {
                flat.extend(made.all_of.iter().cloned());
            }
            _ => flat.push(part),
        }
    }
    match flat.as_slice() {
        [only] => only.clone(),
        _ => Placed {
            node: Node::Made(Rc::new(Facts::all(flat))),
            at: at.clone(),
        },
    }
}

/// The extension `x-callsmith-<name>` of a schema.
pub(crate) fn extension<'a>(data: &'a SchemaData, name: &str) -> Option<&'a Json> {
    named(data, "x-callsmith-", name)
}

/// The same, where it is a text.
pub(crate) fn text_extension(data: &SchemaData, name: &str) -> Option<String> {
    extension(data, name)?.as_str().map(str::to_owned)
}

/// What lowering has carried over from a keyword that OpenAPI 3.0 does not have.
pub(crate) fn carried<'a>(data: &'a SchemaData, keyword: &str) -> Option<&'a Json> {
    named(data, "x-oas31-", keyword)
}

/// An extension by the two halves of its name. Most schemas have none, and this is asked for dozens of names.
fn named<'a>(data: &'a SchemaData, prefix: &str, name: &str) -> Option<&'a Json> {
    let mut all = data.extensions.iter();
    let found = all.find(|(key, _)| key.strip_prefix(prefix) == Some(name));
    found.map(|(_, value)| value)
}

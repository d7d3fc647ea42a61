//! What values look like.

use super::{Origin, Rule, TypeId};
use crate::source::Pointer;
use serde_json::Value as Json;

/// How a value is typed where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A value without parts.
    Scalar(Scalar),
    /// A type of [`super::Api::types`].
    Named(TypeId),
    /// The same behind a pointer, where a type would otherwise contain itself.
    Boxed(TypeId),
    /// A list.
    List(Box<Type>),
    /// An object whose keys are data.
    Map(Box<Type>),
    /// The value or null. Never directly inside another `Nullable`.
    Nullable(Box<Type>),
    /// Any JSON value: the document says no more, or nothing that can be typed.
    Json,
}

impl Type {
    /// The value or null, whatever it was before.
    pub fn nullable(self) -> Type {
        match self {
            Type::Nullable(_) => self,
            other => Type::Nullable(Box::new(other)),
        }
    }

    /// Without null, and whether null was there.
    pub fn without_null(self) -> (Type, bool) {
        match self {
            Type::Nullable(inner) => (*inner, true),
            other => (other, false),
        }
    }

    /// The type a use of this one names, lists, maps and null looked through.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Type::Named(id) | Type::Boxed(id) => Some(*id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.named(),
            Type::Scalar(_) | Type::Json => None,
        }
    }

    /// The same, to be changed.
    pub fn named_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Type::Named(id) | Type::Boxed(id) => Some(id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.named_mut(),
            Type::Scalar(_) | Type::Json => None,
        }
    }
}

/// A value without parts. One row per scalar in `translate/scalar.rs` and `emit/ty.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `boolean`
    Bool,
    /// `integer`, `format: int64`
    I64,
    /// An integer of which the document shows values that no other holds
    I128,
    /// `format: int32`
    I32,
    /// `format: uint64`, or a minimum of 0 and a maximum past 2^63
    U64,
    /// `format: uint32`
    U32,
    /// `number`, `format: double`, `format: float`
    F64,
    /// `string`
    String,
    /// A text that stands for bytes: `format: binary`. `passes::parts` makes it a file where it is one, else a text.
    Binary,
    /// A file, in multipart bodies
    Upload,
    /// `format: date-time` (RFC 3339)
    DateTime,
    /// `format: date` (RFC 3339)
    Date,
    /// `format: time` (RFC 3339)
    Time,
    /// `format: duration` (ISO 8601)
    Duration,
    /// `format: uuid` (RFC 9562)
    Uuid,
    /// A text with `format: decimal`
    Decimal,
    /// `format: e164` (ITU-T E.164)
    E164,
    /// `format: byte`, `contentEncoding: base64` (RFC 4648)
    Base64,
}

/// A declaration of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Where it comes from: its name is made from this.
    pub origin: Origin,
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// What it is.
    pub kind: TypeKind,
    /// The description.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Who meets it; filled in by `passes::usage`.
    pub usage: Usage,
    /// Where it stands.
    pub at: Pointer,
}

/// The kinds of declarations.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A choice of scalars.
    Enum(Enum),
    /// A choice of types.
    Union(Union),
    /// A list whose first elements have a type each.
    Tuple(Tuple),
    /// Another name for a type that is none of the above.
    Alias(Type),
}

/// Who meets a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// A caller builds values of it.
    pub request: bool,
    /// A server sends values of it.
    pub response: bool,
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The properties in document order.
    pub fields: Vec<Field>,
    /// Typed `additionalProperties`.
    pub rest: Option<Rest>,
    /// `additionalProperties: false`: what else a server sends is kept, but not sent back.
    pub closed: bool,
    /// `additionalProperties: true`: there are further properties, on purpose, and nothing is said of them.
    pub open: bool,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name on the wire, for example `_id`.
    pub wire: String,
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// Its type; `Nullable` where null is a value of it.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// Its only value: `const`.
    pub fixed: Option<Json>,
    /// Whether a union tells its variants apart by it; filled in by `passes::tags`.
    pub tag: bool,
    /// What the server takes when it is left out.
    pub default: Option<Json>,
    /// Whether it is a list without repeats.
    pub unique: bool,
    /// The description.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Whether it must not be shown in logs.
    pub sensitive: bool,
    /// What is checked before a value is sent.
    pub rules: Vec<Rule>,
    /// Where it stands.
    pub at: Pointer,
}

/// The entries of an object that are data rather than properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The Rust name of the map that the overlay asks for.
    pub name: Option<String>,
    /// The type of the values.
    pub ty: Type,
    /// The description.
    pub docs: String,
    /// Whether the values must not be shown in logs.
    pub sensitive: bool,
    /// What is checked before a map of them is sent.
    pub rules: Vec<Rule>,
    /// Where it stands.
    pub at: Pointer,
}

/// A choice of scalars, open to values of the future.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values in document order, without null and without repeats.
    pub values: Vec<EnumValue>,
    /// What the document says when nothing is sent.
    pub default: Option<Json>,
}

impl Enum {
    /// Whether all values are texts.
    pub fn of_texts(&self) -> bool {
        (self.values.iter()).all(|value| matches!(value.wire, EnumWire::Text(_)))
    }

    /// Whether all values are integers.
    pub fn of_integers(&self) -> bool {
        (self.values.iter()).all(|value| matches!(value.wire, EnumWire::Int(_)))
    }
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumValue {
    /// On the wire.
    pub wire: EnumWire,
    /// The Rust name that the overlay or the document asks for.
    pub name: Option<String>,
    /// What is said of it.
    pub docs: String,
}

/// What an enum's value is on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EnumWire {
    /// A string.
    Text(String),
    /// An integer.
    Int(i64),
    /// A number that is not whole, as JSON writes it.
    Number(String),
    /// A boolean.
    Bool(bool),
}

impl EnumWire {
    /// Whether this is the value `json`.
    pub fn is(&self, json: &Json) -> bool {
        match self {
            EnumWire::Text(text) => json.as_str() == Some(text),
            EnumWire::Int(number) => json.as_f64() == Some(*number as f64),
            EnumWire::Number(text) => json.is_number() && json.as_f64() == text.parse().ok(),
            EnumWire::Bool(truth) => json.as_bool() == Some(*truth),
        }
    }

    /// The value as JSON.
    pub fn to_json(&self) -> Json {
        match self {
            EnumWire::Text(text) => text.as_str().into(),
            EnumWire::Int(number) => (*number).into(),
            EnumWire::Number(text) => text.parse::<f64>().map_or(Json::Null, Json::from),
            EnumWire::Bool(truth) => (*truth).into(),
        }
    }
}

impl std::fmt::Display for EnumWire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            EnumWire::Text(text) => f.write_str(text),
            EnumWire::Number(text) => f.write_str(text),
            EnumWire::Int(number) => write!(f, "{number}"),
            EnumWire::Bool(truth) => write!(f, "{truth}"),
        }
    }
}

/// A choice of types, open to shapes of the future.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The members in the order in which they are tried.
    pub variants: Vec<Variant>,
    /// How a value is told to be one of them.
    pub tag: Tag,
    /// Values of the tag that name the union itself: they say no more than no tag does.
    pub itself: Vec<String>,
}

/// How a value of a union finds its variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A property of this name says it.
    Property(String),
    /// What stands at this JSON pointer says it.
    At(String),
    /// The JSON type and the keys say it: each variant's [`Test::Shape`].
    Shape,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// What the name is made from otherwise, for example a tag value, a key or a schema's name.
    pub hint: String,
    /// Its type.
    pub ty: Type,
    /// How a value of it is recognised.
    pub test: Test,
    /// What is said of it.
    pub docs: String,
}

/// How a value of a variant is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The tag has one of these texts.
    Tag {
        /// The texts. None: the document says which values the tag has, and not which of them are this variant's.
        values: Vec<String>,
        /// Whether the variant's own struct lacks the property, so that it must be written before it.
        outside: bool,
        /// Whether no value is said to mean this variant, so that it goes by its schema's name or by none: then it
        /// is also told by a tag that is a part of its name.
        fits: bool,
    },
    /// The tag is missing or has any other text.
    Otherwise,
    /// It is of one of these JSON types and, if an object, has all these keys.
    Shape {
        /// The JSON types.
        types: Vec<JsonType>,
        /// The keys.
        keys: Vec<String>,
    },
}

/// A list whose first elements have a type each: `prefixItems` (JSON Schema 2020-12, Core §10.3.1.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tuple {
    /// The types of the first elements; never empty, and never more than [`Tuple::MOST`].
    pub elements: Vec<Type>,
    /// What the elements after them are; `None` where the document says that there are none.
    pub further: Option<Type>,
    /// How many of the first elements are always there.
    pub least: usize,
}

impl Tuple {
    /// Rust's own tuples compare and print themselves up to this length.
    pub const MOST: usize = 12;
}

/// The types of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonType {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl JsonType {
    /// The word of JSON Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            JsonType::String => "string",
            JsonType::Integer => "integer",
            JsonType::Number => "number",
            JsonType::Boolean => "boolean",
            JsonType::Array => "array",
            JsonType::Object => "object",
        }
    }
}

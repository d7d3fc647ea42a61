//! What a schema is, and which file deals with it.

use super::facts::{Additional, Facts, Node, Placed, carried, extension, facts, text_extension};
use super::scalar::{scalar, widened};
use super::{Translation, enumeration, union};
use crate::diagnostic::Diagnostic;
use crate::ir::{JsonType, Origin, Owner, Step, Type, TypeDef, TypeId, TypeKind, Usage};
use crate::resolve::component;
use crate::source::Pointer;
use openapiv3::Schema;

/// Chains of wrappers (`allOf` with one member) longer than this are not looked through.
pub(super) const MAX_WRAPPERS: usize = 32;

/// A schema whose values cannot be typed.
const UNTYPED: &str = "untyped-schema";

/// An enum of numbers that are not whole, or of several JSON types.
const OPEN_VALUES: &str = "open-values";

/// `prefixItems`: a list whose elements have a type each.
const TUPLE: &str = "untyped-tuple";

impl<'a> Translation<'a> {
    /// The type of a schema or a reference that stands inside something named.
    pub(super) fn placed(&mut self, placed: &Placed<'a>, origin: Origin) -> Type {
        match placed.node {
            Node::Ref(reference) => self.reference(reference, &placed.at),
            Node::Item(schema) => self.inline(schema, &placed.at, origin),
        }
    }

    /// The type of a schema that stands where it is used.
    pub(super) fn inline(&mut self, schema: &'a Schema, at: &Pointer, origin: Origin) -> Type {
        let ty = match self.within.get(at) {
            Some(_) => self.itself(at, origin),
            None => self.inner(schema, at, origin),
        };
        if self.allows_null(schema) {
            ty.nullable()
        } else {
            ty
        }
    }

    /// A schema that stands inside itself, as where a property merges the schema that has it: its name there stands
    /// for the type that is being made.
    fn itself(&mut self, at: &Pointer, origin: Origin) -> Type {
        let id = self.reserve();
        let inner = self.within.entry(at.clone()).or_default();
        inner.push((id, origin));
        Type::Named(id)
    }

    fn inner(&mut self, schema: &'a Schema, at: &Pointer, origin: Origin) -> Type {
        self.within.insert(at.clone(), Vec::new());
        let facts = self.merged(facts(schema, at), at);
        let name = text_extension(&schema.schema_data, "type-name");
        let ty = self.classified(schema, facts, at, origin, name, None);
        for (id, origin) in self.within.remove(at).unwrap_or_default() {
            let (target, _) = ty.clone().without_null();
            self.define(id, TypeKind::Alias(target), origin, None, schema, at);
        }
        ty
    }

    /// The type of a component: always a name of its own. What it is is found out later.
    pub(super) fn component(&mut self, reference: &str, schema: &'a Schema) -> Type {
        let id = self.reserve();
        let ty = match self.allows_null(schema) {
            true => Type::Named(id).nullable(),
            false => Type::Named(id),
        };
        self.seen.insert(reference.to_owned(), ty.clone());
        self.pending.push_back((reference.to_owned(), id, schema));
        ty
    }

    /// Says what the component with the place `id` is.
    pub(super) fn define_component(&mut self, reference: &str, id: TypeId, schema: &'a Schema) {
        let at = crate::resolve::pointer(reference);
        let owner = component(reference, "schemas").unwrap_or_else(|| last_token(&at));
        let origin = Origin {
            owner: Owner::Component(owner),
            steps: Vec::new(),
        };
        let facts = self.merged(facts(schema, &at), &at);
        let name = text_extension(&schema.schema_data, "name");
        let found = self.classified(schema, facts, &at, origin.clone(), name.clone(), Some(id));
        if self.defs[id.0].is_none() {
            let (target, _) = found.without_null();
            self.define(id, TypeKind::Alias(target), origin, name, schema, &at);
        }
    }

    /// A component that is nothing but a reference to another one.
    pub(super) fn alias(&mut self, reference: &str, next: &'a str) -> Type {
        let id = self.reserve();
        self.seen.insert(reference.to_owned(), Type::Named(id));
        let at = crate::resolve::pointer(reference);
        let (target, nullable) = self.reference(next, &at).without_null();
        let ty = if nullable {
            Type::Named(id).nullable()
        } else {
            Type::Named(id)
        };
        self.seen.insert(reference.to_owned(), ty.clone());
        let name = component(reference, "schemas").unwrap_or_else(|| last_token(&at));
        self.defs[id.0] = Some(TypeDef {
            origin: Origin {
                owner: Owner::Component(name),
                steps: Vec::new(),
            },
            name: None,
            kind: TypeKind::Alias(target),
            docs: String::new(),
            deprecated: false,
            usage: Usage::default(),
            at,
        });
        ty
    }

    /// The order of questions. `id` is the place kept for a component; inline types get theirs on demand.
    fn classified(
        &mut self,
        schema: &'a Schema,
        facts: Facts<'a>,
        at: &Pointer,
        origin: Origin,
        name: Option<String>,
        id: Option<TypeId>,
    ) -> Type {
        if extension(&schema.schema_data, "type").is_some_and(|ty| ty == "json") {
            return Type::Json;
        }
        if let Some(values) = enumeration::values(&facts, &schema.schema_data) {
            return self.declare(id, TypeKind::Enum(values), origin, name, schema, at);
        }
        if let [only] = facts.all_of.as_slice() {
            return self.lone(schema, only, origin, name, id);
        }
        let members = union::members(&facts);
        if !members.is_empty() {
            if !(facts.one_of.is_empty() || facts.any_of.is_empty()) {
                let message =
                    "values fit one of `oneOf` and one of `anyOf`; they are typed by `oneOf` alone";
                self.warn(Diagnostic::warning(UNTYPED, at.clone(), message));
            }
            return self.union(schema, members, at, origin, name, id);
        }
        match facts.json_type {
            Some(JsonType::Array) => {
                self.tuple(schema, at);
                self.list(&facts, at, origin)
            }
            Some(JsonType::Object) => self.object(schema, facts, at, origin, name, id),
            Some(json_type) => self.plain(json_type, &facts, at),
            None if !facts.properties.is_empty()
                || !matches!(facts.additional, Additional::Unstated | Additional::Open) =>
            {
                self.object(schema, facts, at, origin, name, id)
            }
            None if facts.items.is_some() => self.list(&facts, at, origin),
            None => self.unshaped(schema, &facts, at),
        }
    }

    /// What a wrapper holds. A schema inside a component is the component's own: it takes its place.
    pub(super) fn lone(
        &mut self,
        wrapper: &Schema,
        only: &Placed<'a>,
        origin: Origin,
        name: Option<String>,
        id: Option<TypeId>,
    ) -> Type {
        let (Node::Item(inner), Some(id)) = (only.node, id) else {
            return self.placed(only, origin);
        };
        let facts = self.merged(facts(inner, &only.at), &only.at);
        let ty = self.classified(inner, facts, &only.at, origin, name, Some(id));
        if let Some(def) = &mut self.defs[id.0] {
            let data = &wrapper.schema_data;
            def.docs = data
                .description
                .clone()
                .unwrap_or(std::mem::take(&mut def.docs));
            def.deprecated |= data.deprecated;
        }
        ty
    }

    /// `{}` is any JSON value and means it; a schema with a shape that nobody above knows is a warning.
    fn unshaped(&mut self, schema: &Schema, facts: &Facts<'_>, at: &Pointer) -> Type {
        if !facts.values.is_empty() || carried(&schema.schema_data, "type").is_some() {
            let message = "no Rust type covers the values of this schema; they are left untyped";
            self.warn(Diagnostic::warning(UNTYPED, at.clone(), message));
        }
        self.untyped(at)
    }

    /// What a scalar's Rust type does not say is not lost without a word.
    fn plain(&mut self, json_type: JsonType, facts: &Facts<'_>, at: &Pointer) -> Type {
        let texts = facts
            .values
            .iter()
            .filter(|value| !value.is_boolean())
            .count();
        if texts > 0 {
            let message = "no Rust enum covers these values; any value of the type is taken";
            self.warn(Diagnostic::warning(OPEN_VALUES, at.join("enum"), message));
        }
        let found = scalar(json_type, facts.format.as_deref());
        found.map_or(Type::Json, |found| {
            Type::Scalar(widened(found, facts.bounds))
        })
    }

    fn list(&mut self, facts: &Facts<'a>, at: &Pointer, mut origin: Origin) -> Type {
        let Some(items) = &facts.items else {
            return Type::List(Box::new(self.untyped(at)));
        };
        origin.steps.push(Step::Item);
        Type::List(Box::new(self.placed(items, origin)))
    }

    fn tuple(&mut self, schema: &Schema, at: &Pointer) {
        if carried(&schema.schema_data, "prefixItems").is_some() {
            let message =
                "the elements of this list have a type each; the list is typed by `items` alone";
            self.warn(Diagnostic::warning(TUPLE, at.clone(), message));
        }
    }

    /// Makes `kind` a type of its own and gives back its name.
    pub(super) fn declare(
        &mut self,
        id: Option<TypeId>,
        kind: TypeKind,
        origin: Origin,
        name: Option<String>,
        schema: &Schema,
        at: &Pointer,
    ) -> Type {
        let id = id.unwrap_or_else(|| self.reserve());
        self.define(id, kind, origin, name, schema, at);
        Type::Named(id)
    }

    fn define(
        &mut self,
        id: TypeId,
        kind: TypeKind,
        origin: Origin,
        name: Option<String>,
        schema: &Schema,
        at: &Pointer,
    ) {
        let data = &schema.schema_data;
        self.defs[id.0] = Some(TypeDef {
            origin,
            name,
            kind,
            docs: data.description.clone().unwrap_or_default(),
            deprecated: data.deprecated,
            usage: Usage::default(),
            at: at.clone(),
        });
    }

    /// Whether null is a value of `schema`, looked for through wrappers as well.
    pub(super) fn allows_null(&self, schema: &Schema) -> bool {
        let mut schema = schema;
        for _ in 0..MAX_WRAPPERS {
            if schema.schema_data.nullable {
                return true;
            }
            match self.wrapped(schema) {
                Some(inner) => schema = inner,
                None => return false,
            }
        }
        false
    }
}

fn last_token(at: &Pointer) -> String {
    at.tokens()
        .last()
        .map_or_else(|| "Root".to_owned(), |token| token.into_owned())
}

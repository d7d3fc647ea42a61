//! What a schema is, and which file deals with it.

use super::facts::{Additional, Facts, Node, Placed, extension};
use super::scalar::{holding, scalar, widened};
use super::{Translation, enumeration};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    JsonType, Origin, Owner, Scalar, Step, Tuple, Type, TypeDef, TypeId, TypeKind, Usage,
};
use crate::resolve::component;
use crate::source::Pointer;
use openapiv3::Schema;

/// A schema whose values cannot be typed.
const UNTYPED: &str = "untyped-schema";

/// The document asks for more types than it can mean.
const TOO_MANY_TYPES: &str = "too-many-types";

/// An enum of values that no Rust enum covers.
const OPEN_VALUES: &str = "open-values";

/// `prefixItems`: more elements with a type each than a tuple has.
const TUPLE: &str = "tuple-as-list";

/// Where a type is to be declared.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The place in the document.
    pub(super) at: Pointer,
    /// What its name is made from.
    pub(super) origin: Origin,
    /// The Rust name that the overlay asks for.
    pub(super) name: Option<String>,
    /// The place kept for a component; inline types get theirs on demand.
    pub(super) id: Option<TypeId>,
}

impl<'a> Translation<'a> {
    /// The type of a schema or a reference that stands inside something named.
    pub(super) fn placed(&mut self, placed: &Placed<'a>, origin: Origin) -> Type {
        self.visit(placed);
        match &placed.node {
            Node::Ref(reference) => self.reference(reference, &placed.at),
            Node::Item(_) => {
                let mark = self.in_progress.enter_item();
                let ty = self.inline(placed, origin);
                self.in_progress.leave(mark);
                ty
            }
            Node::Made(made) => self.made(placed, made, origin),
        }
    }

    /// The type of a schema that stands where it is used.
    pub(super) fn inline(&mut self, placed: &Placed<'a>, origin: Origin) -> Type {
        let at = &placed.at;
        let Some(facts) = self.facts_of(placed).filter(|_| self.has_room(at)) else {
            return self.untyped(at);
        };
        self.ignored(placed);
        let nullable = self.is_nullable(&facts);
        let ty = self.at_its_place(placed, facts, origin);
        if nullable { ty.nullable() } else { ty }
    }

    /// A schema that an `allOf` has brought into itself has the type it has around itself.
    fn at_its_place(&mut self, placed: &Placed<'a>, facts: Facts<'a>, origin: Origin) -> Type {
        let at = &placed.at;
        let schema = match placed.node {
            Node::Item(schema) => Some(schema),
            Node::Ref(_) | Node::Made(_) => None,
        };
        if let Some(schema) = schema.filter(|_| !self.within.insert(at.clone())) {
            return self.stand_in(schema, at.clone());
        }
        let facts = self.merged(facts, at);
        let site = Site {
            at: at.clone(),
            origin: origin.clone(),
            name: facts.text_extension("type-name"),
            id: None,
        };
        let ty = self.classified(facts, site);
        if schema.is_some() {
            self.within.remove(at);
            self.met(at, origin, &ty);
        }
        ty
    }

    /// Whether there may be another type: `allOf`s in `allOf`s could ask for exponentially many.
    fn has_room(&mut self, at: &Pointer) -> bool {
        if self.defs.len() < self.resolver.room {
            return true;
        }
        if !std::mem::replace(&mut self.is_full, true) {
            let message = "the types of this document multiply beyond measure; this one and those after it are left untyped";
            self.warn(Diagnostic::warning(TOO_MANY_TYPES, at.clone(), message));
        }
        false
    }

    /// The type of a component: always a name of its own. What it is is found out later.
    pub(super) fn component(&mut self, reference: &str, schema: &'a Schema) -> Type {
        let id = self.reserve();
        let facts = self.facts(schema, &crate::resolve::pointer(reference));
        let ty = match self.is_nullable(&facts) {
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
        let placed = Placed {
            node: Node::Item(schema),
            at: at.clone(),
        };
        self.ignored(&placed);
        let facts = self.facts(schema, &at);
        let facts = self.merged(facts, &at);
        let site = Site {
            at,
            origin: Origin {
                owner: Owner::Component(owner.clone()),
                steps: Vec::new(),
            },
            name: facts.text_extension("name"),
            id: Some(id),
        };
        let found = match self.has_heirs(&owner, &facts) {
            true => self.inheritance(&owner, facts.clone(), site.clone()),
            false => self.classified(facts.clone(), site.clone()),
        };
        self.define_alias(id, found, site, &facts);
    }

    /// What has no definition of its own is another name for `found`.
    pub(super) fn define_alias(&mut self, id: TypeId, found: Type, site: Site, facts: &Facts<'a>) {
        if self.defs[id.0].is_none() {
            let (target, _) = found.without_null();
            self.define(id, TypeKind::Alias(target), site, facts);
        }
    }

    /// A component that is nothing but a reference to another one.
    pub(super) fn alias(&mut self, reference: &str, next: &'a str) -> Type {
        let id = self.reserve();
        self.seen.insert(reference.to_owned(), Type::Named(id));
        let at = crate::resolve::pointer(reference);
        let target = self.for_type(id, &at, |this| this.reference(next, &at));
        let (target, nullable) = target.without_null();
        let ty = if nullable {
            Type::Named(id).nullable()
        } else {
            Type::Named(id)
        };
        self.seen.insert(reference.to_owned(), ty.clone());
        let name = component(reference, "schemas").unwrap_or_else(|| last_token(&at));
        let site = Site {
            at,
            origin: Origin {
                owner: Owner::Component(name),
                steps: Vec::new(),
            },
            name: None,
            id: Some(id),
        };
        self.define(id, TypeKind::Alias(target), site, &Facts::default());
        ty
    }

    /// The order of questions.
    pub(super) fn classified(&mut self, facts: Facts<'a>, site: Site) -> Type {
        let is_json =
            |data: &&openapiv3::SchemaData| extension(data, "type").is_some_and(|ty| ty == "json");
        if facts.data.iter().any(is_json) {
            self.kind_decided(&site.at, "any JSON value, as `x-callsmith-type` asks");
            return Type::Json;
        }
        if let Some(values) = enumeration::values(&facts) {
            self.kind_decided(&site.at, "an enum: `enum` lists its values");
            return self.declare(TypeKind::Enum(values), site, &facts);
        }
        let facts = self.settled(facts, &site.at);
        if let Some(only) = super::notes::wrapped(&facts)
            .filter(|_| !facts.has_own_shape() || !facts.all_of.is_empty())
        {
            self.kind_decided(
                &site.at,
                "what its only member is: nothing else is said of the shape",
            );
            return self.lone(&facts, &only, site);
        }
        if let Some(found) = self.alternatives(&facts, &site.at) {
            return self.union(&facts, found, site);
        }
        self.diagnostics
            .decided("type", &site.at, || kind_of(&facts));
        match facts.json_type.or(facts.type_of_values()) {
            Some(JsonType::Array) => self.list(&facts, site),
            Some(JsonType::Object) => self.object(facts, site),
            Some(json_type) => self.plain(json_type, &facts, &site.at),
            None if looks_like_object(&facts) => self.object(facts, site),
            None if facts.items.is_some() || !facts.prefix.is_empty() => self.list(&facts, site),
            None if facts.is_binary() => Type::Scalar(Scalar::Binary),
            None => self.unshaped(&facts, &site.at),
        }
    }

    /// Notes what a schema is, and why.
    fn kind_decided(&self, at: &Pointer, text: &str) {
        self.diagnostics.decided("type", at, || text.to_owned());
    }

    /// What a wrapper holds. A schema inside a component is the component's own: it takes its place.
    fn lone(&mut self, wrapper: &Facts<'a>, only: &Placed<'a>, site: Site) -> Type {
        if matches!(only.node, Node::Ref(_)) || site.id.is_none() {
            return self.placed(only, site.origin);
        }
        let Some(inner) = self.facts_of(only) else {
            return self.untyped(&only.at);
        };
        self.ignored(only);
        self.visit(only);
        let mut inner = self.merged(inner, &only.at);
        inner.data = wrapper.data.iter().chain(&inner.data).copied().collect();
        let at = only.at.clone();
        self.classified(inner, Site { at, ..site })
    }

    /// `{}` is any JSON value and means it; a schema with a shape that nobody above knows is a warning.
    fn unshaped(&mut self, facts: &Facts<'_>, at: &Pointer) -> Type {
        if !facts.values.is_empty() {
            let message = "no Rust type covers the values of this schema; they are left untyped";
            self.warn(Diagnostic::warning(UNTYPED, at.clone(), message));
        }
        self.untyped(at)
    }

    /// What a scalar's Rust type does not say is not lost without a word.
    fn plain(&mut self, json_type: JsonType, facts: &Facts<'_>, at: &Pointer) -> Type {
        if !facts.values.is_empty() && json_type != JsonType::Boolean {
            let message = "no Rust enum covers these values; any value of the type is taken";
            self.warn(Diagnostic::warning(OPEN_VALUES, at.join("enum"), message));
        }
        let found = scalar(json_type, facts.format.as_deref());
        found.map_or(Type::Json, |found| {
            if found == Scalar::String && facts.is_binary() {
                return Type::Scalar(Scalar::Binary);
            }
            let found = widened(found, facts.bounds);
            Type::Scalar(holding(found, facts.shown()))
        })
    }

    /// A list. One whose elements have a type each is a tuple, unless there are too many of them.
    fn list(&mut self, facts: &Facts<'a>, site: Site) -> Type {
        if (1..=Tuple::MOST).contains(&facts.prefix.len()) {
            return self.tuple(facts, site);
        }
        let elements = facts.prefix.iter().chain(&facts.items).cloned().collect();
        let elements = self.different(elements);
        if elements.len() > 1 {
            let message = "more elements with a type each than a tuple has; any of them is taken at any place";
            self.warn(Diagnostic::warning(TUPLE, site.at.clone(), message));
        }
        let mut origin = site.origin;
        origin.steps.push(Step::Item);
        Type::List(Box::new(match elements.as_slice() {
            [] => self.untyped(&site.at.join("items")),
            [only] => self.placed(only, origin),
            _ => self.any_of(elements, &site.at, origin),
        }))
    }

    /// The type of values that fit one of several schemas that the document does not write as a choice.
    pub(super) fn any_of(
        &mut self,
        members: Vec<Placed<'a>>,
        at: &Pointer,
        origin: Origin,
    ) -> Type {
        let facts = Facts::one_of(members, at);
        let placed = Placed {
            node: Node::Made(std::rc::Rc::new(facts)),
            at: at.clone(),
        };
        self.placed(&placed, origin)
    }

    /// Makes `kind` a type of its own and gives back its name.
    pub(super) fn declare(&mut self, kind: TypeKind, site: Site, facts: &Facts<'_>) -> Type {
        let id = site.id.unwrap_or_else(|| self.reserve());
        self.define(id, kind, site, facts);
        Type::Named(id)
    }

    /// The place of a type whose parts are named after it.
    pub(super) fn open(&mut self, site: &mut Site) -> TypeId {
        let id = site.id.unwrap_or_else(|| self.reserve());
        site.id = Some(id);
        self.in_progress.named(id);
        id
    }

    fn define(&mut self, id: TypeId, kind: TypeKind, site: Site, facts: &Facts<'_>) {
        self.defs[id.0] = Some(TypeDef {
            origin: site.origin,
            name: site.name,
            kind,
            docs: facts.docs(),
            deprecated: facts.deprecated(),
            usage: Usage::default(),
            at: site.at,
        });
    }
}

/// What a schema without alternatives is, and by which of its keywords.
fn kind_of(facts: &Facts<'_>) -> String {
    match facts.json_type.or(facts.type_of_values()) {
        Some(found) if facts.json_type.is_some() => format!("`type: {}`", found.as_str()),
        Some(found) => format!(
            "`{}`, as all its values are; there is no `type`",
            found.as_str()
        ),
        None if looks_like_object(facts) => {
            "an object, for its properties; there is no `type`".to_owned()
        }
        None if facts.items.is_some() || !facts.prefix.is_empty() => {
            "a list, for its items; there is no `type`".to_owned()
        }
        None if facts.is_binary() => {
            "bytes, for the way they are encoded; there is no `type`".to_owned()
        }
        None => "any JSON value: nothing is said of the shape".to_owned(),
    }
}

fn looks_like_object(facts: &Facts<'_>) -> bool {
    !facts.properties.is_empty()
        || !facts.patterns.is_empty()
        || !matches!(facts.additional, Additional::Unstated | Additional::Open)
}

fn last_token(at: &Pointer) -> String {
    at.tokens()
        .last()
        .map_or_else(|| "Root".to_owned(), |token| token.into_owned())
}

//! Objects: properties, `required`, `additionalProperties`.

use super::Translation;
use super::facts::{Additional, Facts, Placed, carried};
use crate::diagnostic::Diagnostic;
use crate::ir::{Field, Origin, Owner, Rest, Step, Struct, Type, TypeId, TypeKind};
use crate::source::Pointer;
use openapiv3::Schema;

/// `patternProperties`.
const PATTERN: &str = "untyped-pattern-properties";

impl<'a> Translation<'a> {
    /// A struct where there are properties, or may be some day: a named object of which nothing is known keeps
    /// its entries as extras, so that properties documented later add fields and change no type. Otherwise a map.
    pub(super) fn object(
        &mut self,
        schema: &'a Schema,
        facts: Facts<'a>,
        at: &Pointer,
        mut origin: Origin,
        name: Option<String>,
        id: Option<TypeId>,
    ) -> Type {
        let mut facts = facts;
        if carried(&schema.schema_data, "patternProperties").is_some()
            && matches!(facts.additional, Additional::Closed | Additional::Unstated)
        {
            let message = "entries whose keys match a pattern are left untyped";
            self.warn(Diagnostic::warning(PATTERN, at.clone(), message));
            facts.additional = Additional::Open;
        }
        let grows = matches!(facts.additional, Additional::Unstated) && id.is_some();
        if facts.properties.is_empty() && !grows && !matches!(facts.additional, Additional::Closed)
        {
            origin.steps.push(Step::Value);
            return Type::Map(Box::new(self.map_value(&facts.additional, at, origin)));
        }
        self.beside(&facts, at);
        // The place is kept first: what is inside is named after it.
        let id = id.unwrap_or_else(|| self.reserve());
        let fields = facts
            .properties
            .iter()
            .map(|(wire, placed)| self.field(wire, placed, &facts, id))
            .collect();
        let rest = match &facts.additional {
            Additional::Typed(placed) => self.rest(placed, id),
            Additional::Unstated | Additional::Open | Additional::Closed => None,
        };
        let typed = rest.is_some();
        let found = Struct {
            fields,
            rest,
            open: matches!(facts.additional, Additional::Open | Additional::Typed(_)) && !typed,
            closed: matches!(facts.additional, Additional::Closed),
        };
        self.declare(Some(id), TypeKind::Struct(found), origin, name, schema, at)
    }

    fn map_value(&mut self, additional: &Additional<'a>, at: &Pointer, origin: Origin) -> Type {
        match additional {
            Additional::Typed(placed) => self.placed(placed, origin),
            Additional::Unstated | Additional::Open | Additional::Closed => self.untyped(at),
        }
    }

    fn field(
        &mut self,
        wire: &str,
        placed: &Placed<'a>,
        facts: &Facts<'a>,
        owner: TypeId,
    ) -> Field {
        let notes = self.notes(placed);
        let origin = Origin {
            owner: Owner::Type(owner),
            steps: vec![Step::Property(wire.to_owned())],
        };
        Field {
            wire: wire.to_owned(),
            name: notes.name,
            ty: self.placed(placed, origin),
            required: facts.required.contains(&wire) && !notes.one_way,
            fixed: notes.fixed,
            tag: false,
            default: notes.default,
            docs: notes.docs,
            deprecated: notes.deprecated,
            sensitive: notes.sensitive || facts.hidden.contains(&wire),
            at: placed.at.clone(),
        }
    }

    /// `additionalProperties: {}` says no more than `true`: the entries then are extras like any other.
    fn rest(&mut self, placed: &Placed<'a>, owner: TypeId) -> Option<Rest> {
        let notes = self.notes(placed);
        let origin = Origin {
            owner: Owner::Type(owner),
            steps: vec![Step::Value],
        };
        let ty = self.placed(placed, origin);
        let rest = Rest {
            name: notes.name,
            ty,
            docs: notes.docs,
            sensitive: notes.sensitive,
            at: placed.at.clone(),
        };
        (rest.ty != Type::Json).then_some(rest)
    }
}

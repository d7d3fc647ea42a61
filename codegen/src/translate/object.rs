//! Objects: properties, `required`, `additionalProperties`, `patternProperties`.

use super::Translation;
use super::facts::{Additional, Facts, Node, Placed};
use super::schema::Site;
use crate::diagnostic::Diagnostic;
use crate::ir::{Field, Origin, Owner, Rest, Step, Struct, Type, TypeId, TypeKind};
use crate::source::Pointer;
use std::rc::Rc;

/// A name under `required` that no property has.
const UNDESCRIBED: &str = "required-without-property";

impl<'a> Translation<'a> {
    /// A struct where there are properties, or may be some day: a named object of which nothing is known keeps
    /// its entries as extras, so that properties documented later add fields and change no type. Otherwise a map.
    pub(super) fn object(&mut self, mut facts: Facts<'a>, mut site: Site) -> Type {
        let closed = matches!(facts.additional, Additional::Closed);
        let open = matches!(facts.additional, Additional::Unstated | Additional::Open);
        let patterns = std::mem::take(&mut facts.patterns);
        // A map would refuse what no pattern speaks of; a struct keeps it beside its map.
        let mixed = open && !patterns.is_empty();
        facts.additional = self.by_patterns(facts.additional, patterns, &site.at);
        let grows = matches!(facts.additional, Additional::Unstated) && site.id.is_some();
        let is_closed = matches!(facts.additional, Additional::Closed);
        if facts.properties.is_empty()
            && facts.required.is_empty()
            && !grows
            && !mixed
            && !is_closed
        {
            self.diagnostics.decided("type", &site.at, || {
                "a map: there are no properties, and what further ones are is stated".to_owned()
            });
            let mut origin = site.origin;
            origin.steps.push(Step::Value);
            return Type::Map(Box::new(self.map_value(
                &facts.additional,
                &site.at,
                origin,
            )));
        }
        // The place is kept first: what is inside is named after it.
        let id = self.open(&mut site);
        let mut fields: Vec<Field> = facts
            .properties
            .iter()
            .map(|(wire, placed)| self.field(wire, placed, &facts, id))
            .collect();
        fields.extend(self.undescribed(&facts, &site.at, id));
        let rest = match &facts.additional {
            Additional::Typed(placed) => self.rest(placed, id),
            Additional::Unstated | Additional::Open | Additional::Closed => None,
        };
        let found = Struct {
            fields,
            closed: closed && rest.is_none(),
            // `{}` is as good as `true`.
            open: rest.is_none()
                && matches!(facts.additional, Additional::Open | Additional::Typed(_)),
            rest,
        };
        self.declare(TypeKind::Struct(found), site, &facts)
    }

    fn map_value(&mut self, additional: &Additional<'a>, at: &Pointer, origin: Origin) -> Type {
        match additional {
            Additional::Typed(placed) => self.placed(placed, origin),
            Additional::Unstated | Additional::Open | Additional::Closed => {
                self.untyped(&at.join("additionalProperties"))
            }
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
        let is_listed = facts.required.contains(&wire);
        self.presence(&placed.at, is_listed, notes.one_way);
        Field {
            wire: wire.to_owned(),
            name: notes.name,
            ty: self.placed(placed, origin),
            required: is_listed && !notes.one_way,
            fixed: notes.fixed,
            tag: false,
            default: notes.default,
            unique: notes.unique,
            docs: notes.docs,
            deprecated: notes.deprecated,
            sensitive: notes.sensitive || facts.hidden.contains(&wire),
            rules: self.rules(placed),
            at: placed.at.clone(),
        }
    }

    /// Notes why a field is optional or not.
    fn presence(&self, at: &Pointer, is_listed: bool, one_way: bool) {
        let text = match (is_listed, one_way) {
            (true, false) => "always there: `required` lists it",
            (true, true) => {
                "optional: `required` lists it, but `readOnly` or `writeOnly` says that it goes one way only"
            }
            (false, _) => "optional: `required` does not list it",
        };
        self.diagnostics.decided("presence", at, || text.to_owned());
    }

    /// Names that are required and described nowhere: often enough a slip, so that no answer is refused for the
    /// want of one. What they hold is what further entries hold.
    fn undescribed(&mut self, facts: &Facts<'a>, at: &Pointer, owner: TypeId) -> Vec<Field> {
        let mut names: Vec<&str> = Vec::new();
        for name in &facts.required {
            if !facts.properties.contains_key(name) && !names.contains(name) {
                names.push(name);
            }
        }
        let any = Placed {
            node: Node::Made(Rc::default()),
            at: at.join("required"),
        };
        let placed = match &facts.additional {
            Additional::Typed(placed) => placed.clone(),
            Additional::Unstated | Additional::Open | Additional::Closed => any,
        };
        for name in &names {
            let message = format!("`{name}` is required, but no property is called so");
            self.warn(Diagnostic::warning(UNDESCRIBED, at.clone(), message));
        }
        let fields = names.into_iter().map(|name| Field {
            required: false,
            ..self.field(name, &placed, facts, owner)
        });
        fields.collect()
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
            rules: self.rules_of_each(placed),
            at: placed.at.clone(),
        };
        (rest.ty != Type::Json).then_some(rest)
    }

    /// Entries whose keys match a pattern are entries like any other: which pattern it was, a map does not say.
    fn by_patterns(
        &mut self,
        additional: Additional<'a>,
        patterns: Vec<Placed<'a>>,
        at: &Pointer,
    ) -> Additional<'a> {
        let others = match &additional {
            Additional::Typed(placed) => Some(placed.clone()),
            Additional::Unstated | Additional::Open | Additional::Closed => None,
        };
        if patterns.is_empty() {
            return additional;
        }
        let all = patterns.into_iter().chain(others).collect();
        let kinds = self.different(all);
        Additional::Typed(match kinds.as_slice() {
            [only] => only.clone(),
            _ => Placed {
                node: Node::Made(Rc::new(Facts::one_of(kinds, at))),
                at: at.clone(),
            },
        })
    }

    /// `schemas` without those that are written like one before them.
    pub(super) fn different(&mut self, schemas: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        let mut kinds: Vec<Placed<'a>> = Vec::new();
        for placed in schemas {
            let mut known = kinds.iter();
            match known.find(|known| super::all_of::same(known, &placed)) {
                Some(known) => self.told_by(&placed.at, &known.at),
                None => kinds.push(placed),
            }
        }
        kinds
    }
}

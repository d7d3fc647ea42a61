//! `oneOf` and `anyOf`: which member a value is, by evidence.
//!
//! The strategies are tried in order: a declared discriminator, a property with a constant in each
//! member, then the JSON type together with the required keys. How a plan reads is shown in the outline.

use super::Translation;
use super::facts::{Facts, Node, Placed, facts};
use crate::diagnostic::Diagnostic;
use crate::ir::{JsonType, Origin, Step, Tag, Test, Type, TypeId, TypeKind, Union, Variant};
use crate::resolve::component;
use crate::source::Pointer;
use openapiv3::Schema;

mod shape;
mod tag;
mod values;

/// A union whose values cannot be told apart by what the document says.
const SAME_SHAPE: &str = "union-same-shape";

/// A discriminator that the union's members do not bear out.
const DISCRIMINATOR: &str = "discriminator-ignored";

/// Alternatives beside properties of their own.
const BESIDE: &str = "union-beside-properties";

/// A member of a union, with its references followed.
pub(super) struct Member<'a> {
    placed: Placed<'a>,
    schema: &'a Schema,
    facts: Facts<'a>,
    /// The name of the schema it refers to.
    component: Option<String>,
}

/// The members of the union that `facts` describes; empty where it is none. Members that only restrict
/// what stands beside them (`anyOf: [{required: [a]}, ...]`) make no union.
pub(super) fn members<'a>(facts: &Facts<'a>) -> Vec<Placed<'a>> {
    let members = if facts.one_of.is_empty() {
        &facts.any_of
    } else {
        &facts.one_of
    };
    if facts.properties.is_empty() {
        members.clone()
    } else {
        Vec::new()
    }
}

impl<'a> Translation<'a> {
    /// Reports what [`members`] passes over: alternatives that add something to an object's own properties.
    /// Their values are kept as extras.
    pub(super) fn beside(&mut self, facts: &Facts<'a>, at: &Pointer) {
        let all = facts.one_of.iter().chain(&facts.any_of);
        let shaped: Vec<Member<'a>> = all
            .cloned()
            .filter_map(|placed| self.member_of(placed))
            .collect();
        let adds = shaped.iter().any(|member| {
            let mut properties = member.facts.properties.keys();
            properties.any(|name| !facts.properties.contains_key(name))
        });
        if !facts.properties.is_empty() && adds {
            let message = "this object has properties of its own and alternatives with further ones; the further ones \
                           are left untyped and can be read with `extra()`";
            self.warn(Diagnostic::warning(BESIDE, at.clone(), message));
        }
    }

    pub(super) fn union(
        &mut self,
        schema: &'a Schema,
        members: Vec<Placed<'a>>,
        at: &Pointer,
        origin: Origin,
        name: Option<String>,
        id: Option<TypeId>,
    ) -> Type {
        if let [only] = members.as_slice() {
            return self.lone(schema, only, origin, name, id);
        }
        let members: Vec<Member<'a>> = members
            .into_iter()
            .filter_map(|placed| self.member_of(placed))
            .collect();
        if members.iter().any(|member| !member.facts.has_shape()) {
            return self.untyped(at);
        }
        if let Some(values) = values::values(&members, schema) {
            return match values {
                Some(values) => self.declare(id, TypeKind::Enum(values), origin, name, schema, at),
                None => Type::Scalar(crate::ir::Scalar::String),
            };
        }
        let id = id.unwrap_or_else(|| self.reserve());
        let (tag, tests) = self.plan(schema, &members, at);
        let mut variants = Vec::new();
        for (i, (member, test)) in members.iter().zip(tests).enumerate() {
            variants.push((rank(&test), self.variant(id, member, test, i)));
        }
        variants.sort_by_key(|(rank, _)| *rank);
        let variants = variants.into_iter().map(|(_, variant)| variant).collect();
        self.declare(
            Some(id),
            TypeKind::Union(Union { variants, tag }),
            origin,
            name,
            schema,
            at,
        )
    }

    fn member_of(&mut self, placed: Placed<'a>) -> Option<Member<'a>> {
        let (schema, at, component) = match placed.node {
            Node::Item(schema) => (schema, placed.at.clone(), None),
            Node::Ref(reference) => {
                let resolver = self.resolver;
                let Some((schema, at)) = resolver.follow(reference) else {
                    self.reference(reference, &placed.at);
                    return None;
                };
                (schema, at, component(reference, "schemas"))
            }
        };
        let mut found = self.merged(facts(schema, &at), &at);
        let mut name = component;
        // A wrapper around a reference (`allOf` with one member) is told apart by what it wraps.
        if let [
            Placed {
                node: Node::Ref(reference),
                ..
            },
        ] = found.all_of.as_slice()
        {
            name = name.or_else(|| crate::resolve::component(reference, "schemas"));
            if let Some((inner, at)) = self.resolver.follow(reference) {
                found = self.merged(facts(inner, &at), &at);
            }
        }
        Some(Member {
            placed,
            schema,
            facts: found,
            component: name,
        })
    }

    fn plan(&mut self, schema: &Schema, members: &[Member<'a>], at: &Pointer) -> (Tag, Vec<Test>) {
        if let Some(declared) = &schema.schema_data.discriminator {
            if let Some(plan) = tag::by_discriminator(declared, members) {
                return plan;
            }
            let message = format!(
                "`{}` does not tell these members apart: they are not all objects, or two have the same value",
                declared.property_name
            );
            self.warn(Diagnostic::warning(
                DISCRIMINATOR,
                at.join("discriminator"),
                message,
            ));
        }
        if let Some(plan) = tag::by_constant(members) {
            return plan;
        }
        let tests = shape::tests(self.resolver, members);
        if let Some(double) = tests
            .iter()
            .enumerate()
            .position(|(i, test)| tests[..i].contains(test))
        {
            let message = "two members of this union have the same JSON type and the same required keys; the first that decodes is taken";
            self.warn(
                Diagnostic::warning(SAME_SHAPE, at.clone(), message)
                    .related(members[double].placed.at.clone(), "this one"),
            );
        }
        (Tag::Shape, tests)
    }

    fn variant(&mut self, id: TypeId, member: &Member<'a>, test: Test, i: usize) -> Variant {
        let hint = hint(member, &test, i);
        let origin = Origin {
            owner: crate::ir::Owner::Type(id),
            steps: vec![Step::Variant(hint.clone())],
        };
        let (ty, _) = self.placed(&member.placed, origin).without_null();
        let notes = self.notes(&member.placed);
        Variant {
            name: notes.name.filter(|_| member.component.is_none()),
            hint,
            ty,
            test,
            docs: notes.docs,
        }
    }
}

/// Members that must be tried first come first: those told by more keys, and integers before numbers.
fn rank(test: &Test) -> (usize, bool) {
    match test {
        Test::Tag { .. } => (0, false),
        Test::Shape { types, keys } => (usize::MAX - keys.len(), types.contains(&JsonType::Number)),
    }
}

/// What a variant's name is made from.
fn hint(member: &Member<'_>, test: &Test, i: usize) -> String {
    match (test, &member.component) {
        (Test::Tag { values, .. }, _) if values[0].contains(char::is_alphabetic) => {
            return values[0].clone();
        }
        (_, Some(name)) => return name.clone(),
        _ => {}
    }
    let title = member
        .schema
        .schema_data
        .title
        .clone()
        .filter(|title| title.len() <= 40);
    match (title, test) {
        (_, Test::Shape { keys, .. }) if keys.len() == 1 => keys[0].clone(),
        (Some(title), _) => title,
        (None, Test::Shape { types, .. })
            if types.len() == 1 && !matches!(types[0], JsonType::Object) =>
        {
            types[0].as_str().to_owned()
        }
        (None, Test::Shape { types, keys }) if types.len() == 1 && keys.is_empty() => {
            match member.facts.required.as_slice() {
                [only] => (*only).to_owned(),
                _ => types[0].as_str().to_owned(),
            }
        }
        _ => format!("Variant {}", i + 1),
    }
}

//! `oneOf` and `anyOf`: which member a value is, by evidence.
//!
//! The strategies are tried in order: a declared discriminator, a property with a constant in each
//! member, then the JSON type together with the required keys. How a plan reads is shown in the outline.

use super::facts::{Facts, Node, Placed, facts};
use super::{Translation, enumeration};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Enum, EnumValue, EnumWire, JsonType, Origin, Step, Tag, Test, Type, TypeId, TypeKind, Union,
    Variant,
};
use crate::resolve::component;
use crate::source::Pointer;
use openapiv3::{Discriminator, Schema};

mod shape;

/// A union whose values cannot be told apart by what the document says.
const SAME_SHAPE: &str = "union-same-shape";

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
        if let Some(values) = values(&members, schema) {
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
        let declared = schema.schema_data.discriminator.as_ref();
        if let Some(plan) =
            declared.and_then(|discriminator| by_discriminator(discriminator, members))
        {
            return plan;
        }
        if let Some(plan) = by_constant(members) {
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

/// A declared discriminator (OpenAPI 3.0.3, Discriminator Object): every member is an object.
fn by_discriminator(
    discriminator: &Discriminator,
    members: &[Member<'_>],
) -> Option<(Tag, Vec<Test>)> {
    let property = discriminator.property_name.as_str();
    if members.iter().any(|member| !is_object(member)) {
        return None;
    }
    let mut tests = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for member in members {
        let name = member.component.as_deref();
        let is_mine =
            |target: &str| Some(target) == name || component(target, "schemas").as_deref() == name;
        let mut values: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, target)| is_mine(target))
            .map(|(value, _)| value.clone())
            .collect();
        if values.is_empty() {
            values.push(constant(member, property).or(name.map(str::to_owned))?);
        }
        // Two members of one value cannot be told apart by it.
        if values.iter().any(|value| seen.contains(value)) {
            return None;
        }
        seen.extend(values.iter().cloned());
        tests.push(Test::Tag {
            values,
            outside: !member.facts.properties.contains_key(property),
        });
    }
    Some((Tag::Property(property.to_owned()), tests))
}

fn is_object(member: &Member<'_>) -> bool {
    matches!(member.facts.json_type, None | Some(JsonType::Object)) && member.facts.items.is_none()
}

/// A property with one allowed text in every member, a different one in each.
fn by_constant(members: &[Member<'_>]) -> Option<(Tag, Vec<Test>)> {
    let candidates = members.first()?.facts.properties.keys();
    for property in candidates {
        let texts: Option<Vec<String>> = members
            .iter()
            .map(|member| constant(member, property))
            .collect();
        let Some(texts) = texts else { continue };
        if texts
            .iter()
            .enumerate()
            .all(|(i, text)| !texts[..i].contains(text))
        {
            let test = |text| Test::Tag {
                values: vec![text],
                outside: false,
            };
            return Some((
                Tag::Property((*property).to_owned()),
                texts.into_iter().map(test).collect(),
            ));
        }
    }
    None
}

/// The only text that a member allows for a property.
fn constant(member: &Member<'_>, property: &str) -> Option<String> {
    let placed = member.facts.properties.get(property)?;
    let Node::Item(schema) = placed.node else {
        return None;
    };
    match facts(schema, &placed.at).values.as_slice() {
        [serde_json::Value::String(text)] => Some(text.clone()),
        _ => None,
    }
}

/// Members that are all texts are one enum with the values of all, or just a text; members that are one
/// integer each are an enum of integers. A member's title or description says what its value means.
fn values(members: &[Member<'_>], schema: &Schema) -> Option<Option<Enum>> {
    let is_text = |value: &serde_json::Value| value.is_string();
    let texts = members.iter().all(|member| {
        let all_texts = !member.facts.values.is_empty() && member.facts.values.iter().all(is_text);
        member.facts.json_type == Some(JsonType::String)
            || (member.facts.json_type.is_none() && all_texts)
    });
    let integers = members.iter().all(|member| member.facts.values.len() == 1);
    if !texts && !integers {
        return None;
    }
    let mut unique: Vec<EnumValue> = Vec::new();
    for member in members {
        let data = &member.schema.schema_data;
        let found = enumeration::values(&member.facts, data);
        let mut found = found.map(|found| found.values).unwrap_or_default();
        if let [only] = found.as_mut_slice() {
            let said = data.description.as_ref().or(data.title.as_ref());
            only.docs = said.cloned().unwrap_or_default();
        }
        for value in found {
            if !unique.iter().any(|known| known.wire == value.wire) {
                unique.push(value);
            }
        }
    }
    let of_text = |value: &EnumValue| matches!(value.wire, EnumWire::Text(_));
    if !texts && (unique.len() < members.len() || unique.iter().any(of_text)) {
        return None;
    }
    let default = schema.schema_data.default.clone();
    Some((!unique.is_empty()).then_some(Enum {
        values: unique,
        default,
    }))
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

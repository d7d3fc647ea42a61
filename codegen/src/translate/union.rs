//! `oneOf` and `anyOf`: which member a value is, by evidence.
//!
//! The strategies are tried in order: a declared discriminator, a property with values of its own in each member,
//! then the JSON type together with the required keys, and among members that this does not tell apart the one that
//! fits best. How a plan reads is shown in the outline.

use super::Translation;
use super::facts::{Facts, Node, Placed};
use super::schema::Site;
use crate::diagnostic::Diagnostic;
use crate::ir::{
    JsonType, Origin, Scalar, Step, Tag, Test, Type, TypeId, TypeKind, Union, Variant,
};
use crate::resolve::component;
use crate::source::Pointer;
use choices::Alternatives;
use std::rc::Rc;

mod choices;
mod inherit;
mod shape;
mod tag;
mod values;

pub(super) use inherit::Heirs;

/// A union whose values cannot be told apart by what the document says.
const SAME_SHAPE: &str = "union-same-shape";

/// A discriminator that the union's members do not bear out.
const DISCRIMINATOR: &str = "discriminator-ignored";

/// More members than this are not compared with each other.
const MAX_COMPARED: usize = 64;

/// A member of a union, with its references followed.
pub(super) struct Member<'a> {
    placed: Placed<'a>,
    facts: Rc<Facts<'a>>,
    /// The name of the schema it refers to.
    component: Option<String>,
}

impl<'a> Translation<'a> {
    /// The type of alternatives. `facts` say what else is said where they stand.
    pub(super) fn union(
        &mut self,
        facts: &Facts<'a>,
        found: Alternatives<'a>,
        mut site: Site,
    ) -> Type {
        let placed = found.members.into_iter();
        let members: Vec<Member<'a>> = placed.filter_map(|placed| self.member_of(placed)).collect();
        if members.is_empty() || members.iter().any(|member| !member.facts.has_shape()) {
            return self.untyped(&site.at);
        }
        if let Some(values) = values::values(&members, facts) {
            members
                .iter()
                .for_each(|member| self.visit_all(&member.placed));
            return match values {
                Some(values) => self.declare(TypeKind::Enum(values), site, facts),
                None if members.iter().any(|member| member.facts.is_binary()) => {
                    Type::Scalar(Scalar::Binary)
                }
                None => Type::Scalar(Scalar::String),
            };
        }
        let id = self.open(&mut site);
        let itself = match found.otherwise {
            Some(_) => Vec::new(),
            None => itself(&site.at, found.discriminator),
        };
        let base = match &found.otherwise {
            Some(base) => self.flat_of(base),
            None => None,
        };
        let discriminator = found
            .discriminator
            .map(|found| tag::Declared::new(found, base));
        let (members, tag, tests) = self.plan(discriminator, members, &site.at);
        let mut variants = Vec::new();
        for (i, (member, test)) in members.iter().zip(tests).enumerate() {
            variants.push((rank(&test), self.variant(id, member, test, i)));
        }
        if let Some(base) = found.otherwise {
            let variant = self.base_variant(id, &base, &tag);
            variants.push((rank(&Test::Otherwise), variant));
        }
        variants.sort_by_key(|(rank, _)| *rank);
        let variants = variants.into_iter().map(|(_, variant)| variant).collect();
        let union = Union {
            variants,
            tag,
            itself,
        };
        self.declare(TypeKind::Union(union), site, facts)
    }

    fn member_of(&mut self, placed: Placed<'a>) -> Option<Member<'a>> {
        let mut name = named(&placed.node);
        let Some(found) = self.facts_of(&placed) else {
            if let Node::Ref(reference) = placed.node {
                self.reference(reference, &placed.at);
            }
            return None;
        };
        // A wrapper around a reference (`allOf` with one member) is told apart by what it wraps.
        if let Node::Made(made) = &placed.node {
            name = self.combined(made).or(name);
        }
        if name.is_none()
            && let Some(inner) = super::notes::wrapped(&found)
        {
            name = named(&inner.node);
        }
        // What a component says itself, without those who inherit from it.
        if let (None, Node::Made(_)) = (&name, &placed.node) {
            name = component_at(&placed.at);
        }
        let facts = self.flat_of(&placed)?;
        Some(Member {
            placed,
            facts,
            component: name,
        })
    }

    /// What several members that hold together are called.
    fn combined(&self, made: &Facts<'a>) -> Option<String> {
        let title = |part: &Placed<'a>| {
            let facts = self.facts_of(part)?;
            facts.data.iter().find_map(|data| data.title.clone())
        };
        let parts = made.all_of.iter();
        let names: Vec<String> = parts
            .filter_map(|part| named(&part.node).or_else(|| title(part)))
            .collect();
        (names.len() > 1).then(|| names.join(" "))
    }

    /// How members are told apart, with a test for each.
    fn plan(
        &mut self,
        discriminator: Option<tag::Declared<'a>>,
        members: Vec<Member<'a>>,
        at: &Pointer,
    ) -> (Vec<Member<'a>>, Tag, Vec<Test>) {
        if let Some(declared) = discriminator {
            if let Some((tag, tests)) = self.by_discriminator(&declared, &members, at) {
                self.planned(at, &tag, "`discriminator` says so");
                return (members, tag, tests);
            }
            let message = format!(
                "`{}` does not tell these members apart: they are not all objects, or two have the same value",
                declared.property()
            );
            self.warn(Diagnostic::warning(DISCRIMINATOR, at.clone(), message));
        }
        if let Some((tag, tests)) = self.by_constant(&members) {
            self.planned(at, &tag, "every alternative has values of its own for it");
            return (members, tag, tests);
        }
        let members = self.narrow_first(members, at);
        let tests = shape::tests(self, &members);
        self.planned(at, &Tag::Shape, "no property tells them apart");
        (members, Tag::Shape, tests)
    }

    /// Notes what tells the alternatives apart, and why.
    fn planned(&self, at: &Pointer, tag: &Tag, why: &str) {
        self.diagnostics.decided("union", at, || match tag {
            Tag::Property(name) => format!("told apart by the property `{name}`: {why}"),
            Tag::At(place) => format!("told apart by what stands at `{place}`: {why}"),
            Tag::Shape => format!("told apart by JSON type and keys: {why}"),
        });
    }

    /// `members` in an order in which each has its turn: one that takes fewer values comes before one that takes
    /// those as well. Reports two that take the same ones.
    fn narrow_first(&mut self, mut members: Vec<Member<'a>>, at: &Pointer) -> Vec<Member<'a>> {
        if members.len() > MAX_COMPARED {
            return members;
        }
        let mut sorted: Vec<Member<'a>> = Vec::new();
        for member in members.drain(..) {
            let mut place = sorted.len();
            for (i, other) in sorted.iter().enumerate().rev() {
                if self.implies(&member.placed, &other.placed) {
                    if self.implies(&other.placed, &member.placed) {
                        let message = "two members of this union take the same values; they cannot be told apart, and the first one is taken";
                        self.warn(
                            Diagnostic::warning(SAME_SHAPE, at.clone(), message)
                                .related(member.placed.at.clone(), "this one"),
                        );
                    } else {
                        place = i;
                    }
                }
            }
            sorted.insert(place, member);
        }
        sorted
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

/// The component that a reference names, or the last one among those that hold together.
fn named(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Ref(reference) => component(reference, "schemas"),
        Node::Item(_) => None,
        Node::Made(made) => made.all_of.iter().rev().find_map(|part| named(&part.node)),
    }
}

/// What a union is called as the value of its own tag: its component's name, without what the mapping leaves out of
/// the members' names (`Pet: '#/components/schemas/Pet_Input'`).
fn itself(at: &Pointer, declared: Option<&openapiv3::Discriminator>) -> Vec<String> {
    let Some((name, declared)) = component_at(at).zip(declared) else {
        return Vec::new();
    };
    let mut mapping = declared.mapping.iter();
    let left_out = mapping.next().and_then(|(value, target)| {
        let target = target.rsplit('/').next()?;
        name.strip_suffix(target.strip_prefix(value.as_str())?)
    });
    let is_member = |text: &str| declared.mapping.contains_key(text);
    let mut names = vec![left_out.unwrap_or(&name).to_owned()];
    if names[0] != name {
        names.push(name);
    }
    names.retain(|name| !is_member(name));
    names
}

fn component_at(at: &Pointer) -> Option<String> {
    component(&format!("#{at}"), "schemas")
}

/// Members that must be tried first come first: those told by more keys, and integers before numbers.
fn rank(test: &Test) -> (usize, bool) {
    match test {
        Test::Tag { .. } => (0, false),
        Test::Shape { types, keys } => (
            usize::MAX - 1 - keys.len(),
            types.contains(&JsonType::Number),
        ),
        Test::Otherwise => (usize::MAX, false),
    }
}

/// What a variant's name is made from.
fn hint(member: &Member<'_>, test: &Test, i: usize) -> String {
    match (test, &member.component) {
        (Test::Tag { values, .. }, name) => match (values.first(), name) {
            (Some(value), _) if value.contains(char::is_alphabetic) => return value.clone(),
            (_, Some(name)) => return name.clone(),
            _ => {}
        },
        (_, Some(name)) => return name.clone(),
        _ => {}
    }
    let titles = member.facts.data.iter().find_map(|data| data.title.clone());
    let title = titles.filter(|title| title.len() <= 40);
    match (title, test) {
        (_, Test::Shape { keys, .. }) if keys.len() == 1 => keys[0].clone(),
        (Some(title), _) => title,
        // Texts are told apart by their formats.
        (None, Test::Shape { types, .. })
            if types == &[JsonType::String] && member.facts.format.is_some() =>
        {
            member.facts.format.clone().unwrap_or_default()
        }
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

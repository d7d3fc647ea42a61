//! Inheritance: a schema with a discriminator and no list of members. Its members are the schemas that refer to it
//! in their `allOf` (OpenAPI 3.0.4, Discriminator Object).

use super::super::Translation;
use super::super::facts::{Facts, Node, Placed, facts};
use super::super::schema::Site;
use super::choices::{Alternatives, base};
use super::named;
use crate::ir::{JsonType, Origin, Owner, Step, Tag, Test, Type, TypeId, Variant};
use crate::resolve::{Resolver, component};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use std::collections::{BTreeMap, BTreeSet};

/// Which components refer to a component in their `allOf`.
#[derive(Default)]
pub(in super::super) struct Heirs<'a>(IndexMap<String, Vec<&'a str>>);

impl<'a> Heirs<'a> {
    /// Looks through all components.
    pub(in super::super) fn of(resolver: &'a Resolver) -> Self {
        let mut found = Self::default();
        let schemas = (resolver.api.components.iter()).flat_map(|components| &components.schemas);
        for (name, schema) in schemas {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            let parents = facts(schema, &Pointer::root()).all_of;
            for parent in parents.iter().filter_map(|part| named(&part.node)) {
                found.0.entry(parent).or_default().push(name.as_str());
            }
        }
        found.without_circles()
    }

    /// A base that would be among its own heirs, or has one that would, is none.
    fn without_circles(mut self) -> Self {
        let mut bases_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for (base, heirs) in &self.0 {
            let heirs = heirs.iter().filter(|heir| self.0.contains_key(**heir));
            for heir in heirs.clone() {
                bases_of.entry(heir).or_default().push(base);
            }
            left.insert(base, heirs.count());
        }
        // Those without further bases below them, then those above these.
        let bottom = left.iter().filter(|(_, count)| **count == 0);
        let mut open: Vec<&str> = bottom.map(|(base, _)| *base).collect();
        while let Some(sound) = open.pop() {
            for base in bases_of.remove(sound).unwrap_or_default() {
                if let Some(count) = left.get_mut(base) {
                    *count -= 1;
                    open.extend((*count == 0).then_some(base));
                }
            }
        }
        let circles = left.into_iter().filter(|(_, count)| *count > 0);
        let circles: BTreeSet<String> = circles.map(|(base, _)| base.to_owned()).collect();
        self.0.retain(|base, _| !circles.contains(base));
        self
    }

    /// The heirs of a component and theirs, in document order.
    fn all(&self, name: &str) -> Vec<&'a str> {
        let (mut open, mut found) = (vec![name.to_owned()], Vec::new());
        while let Some(next) = open.pop() {
            for heir in self.0.get(&next).into_iter().flatten() {
                if *heir != name && !found.contains(heir) {
                    found.push(*heir);
                    open.push((*heir).to_owned());
                }
            }
        }
        found
    }
}

impl<'a> Translation<'a> {
    /// Whether a component is told apart from others that inherit from it, or that its mapping names.
    pub(in super::super) fn has_heirs(&self, name: &str, facts: &Facts<'a>) -> bool {
        facts.discriminator.is_some()
            && facts.choices.is_empty()
            && facts.all_of.is_empty()
            && (self.heirs.0.contains_key(name) || !self.mapped(name, facts).is_empty())
    }

    /// The other components that a mapping names.
    fn mapped(&self, name: &str, facts: &Facts<'a>) -> Vec<&'a str> {
        let resolver = self.resolver;
        let mapping = facts.discriminator.into_iter();
        let targets = mapping.flat_map(|found| found.mapping.values());
        let names = targets.filter_map(|target| {
            let target = component(target, "schemas").unwrap_or_else(|| target.clone());
            resolver.component_name(&target)
        });
        names.filter(|known| *known != name).collect()
    }

    /// The union of a component's heirs. What has another tag, or none, is what the component itself says.
    pub(in super::super) fn inheritance(
        &mut self,
        name: &str,
        found: Facts<'a>,
        site: Site,
    ) -> Type {
        let mut names = self.heirs.all(name);
        for known in self.mapped(name, &found) {
            if !names.contains(&known) {
                names.push(known);
            }
        }
        // In a long line of bases each has all that come after it.
        if !self.may_take(names.len(), &site.at) {
            return self.classified(found, site);
        }
        let heirs = names
            .into_iter()
            .filter_map(|heir| self.heir(heir))
            .collect();
        let alternatives = Alternatives {
            members: heirs,
            discriminator: found.discriminator,
            otherwise: Some(base(&found, &site.at)),
        };
        self.union(&found, alternatives, site)
    }

    /// An heir as a member of the union; one that is a union itself only as what it says itself.
    fn heir(&mut self, name: &'a str) -> Option<Placed<'a>> {
        let resolver = self.resolver;
        let schemas = &resolver.api.components.as_ref()?.schemas;
        let at = Pointer::root()
            .join("components")
            .join("schemas")
            .join(name);
        let ReferenceOr::Item(schema) = schemas.get(name)? else {
            return None;
        };
        let found = self.facts(schema, &at);
        let flat = self.flat(found.clone(), &at);
        // What says no more than a wrapper does is an alias, and would lead back to the union.
        let is_alias = !self.merged(found, &at).all_of.is_empty();
        if is_alias || self.has_heirs(name, &flat) {
            return Some(base(&flat, &at));
        }
        let node = Node::Ref(resolver.reference_to(name)?);
        Some(Placed { node, at })
    }

    /// The variant for what the discriminator does not know.
    pub(super) fn base_variant(&mut self, id: TypeId, placed: &Placed<'a>, tag: &Tag) -> Variant {
        let test = match tag {
            Tag::Property(_) | Tag::At(_) => Test::Otherwise,
            Tag::Shape => Test::Shape {
                types: vec![JsonType::Object],
                keys: Vec::new(),
            },
        };
        let origin = Origin {
            owner: Owner::Type(id),
            steps: vec![Step::Variant("Base".to_owned())],
        };
        let (ty, _) = self.placed(placed, origin).without_null();
        Variant {
            name: None,
            hint: "Base".to_owned(),
            ty,
            test,
            docs: String::new(),
        }
    }
}

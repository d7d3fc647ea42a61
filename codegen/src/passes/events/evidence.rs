//! What tells the types of payloads apart.

use super::{Api, JsonType, Tag, Test, Type, TypeKind};
use crate::ir::{Field, Scalar};
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Names of properties, each inside of the one before.
type Way<'a> = Vec<&'a str>;

/// For each type the values that mean it.
type Values = Vec<Vec<String>>;

/// How many types list values, whether the object itself does, whether all require it, how many are called so.
type Score = (usize, bool, bool, usize);

/// Unions inside unions deeper than this are not looked into.
const MAX_DEPTH: usize = 4;

pub(super) struct Evidence<'a> {
    pub(super) api: &'a Api,
}

impl<'a> Evidence<'a> {
    /// A test for each of `types`. `names` is what the webhooks are called that bring it.
    pub(super) fn plan(&self, types: &[&'a Type], names: &[Vec<&str>]) -> (Tag, Vec<Test>) {
        if let Some((way, values)) = self.best(types, names) {
            // A type that lists no value is told by a tag that its name speaks of.
            let tests = values.into_iter().map(|values| Test::Tag {
                fits: values.is_empty(),
                values,
                outside: false,
            });
            return (tag(&way), tests.collect());
        }
        let objects = types.iter().map(|ty| self.required(ty, 0));
        let objects: Vec<Vec<&str>> = objects.collect();
        let tests = types.iter().enumerate().map(|(i, ty)| Test::Shape {
            types: self.json_types(ty, 0),
            keys: keys(i, &objects).into_iter().map(str::to_owned).collect(),
        });
        (Tag::Shape, tests.collect())
    }

    /// The way to a text with values of its own in each type, or in most: one that all require comes before one that some
    /// leave out, one of the object itself before one of a part of it, and then the one whose values are what the
    /// webhooks are called.
    fn best(&self, types: &[&'a Type], names: &[Vec<&str>]) -> Option<(Way<'a>, Values)> {
        let mut best: Option<(Score, Way<'_>, Values)> = None;
        for way in self.ways(types) {
            let Some(values) = self.own_values(types, &way) else {
                continue;
            };
            let is_named = |(values, names): &(&Vec<String>, &Vec<&str>)| {
                values.iter().any(|value| names.contains(&value.as_str()))
            };
            let score = (
                values.iter().filter(|values| !values.is_empty()).count(),
                way.len() == 1,
                types.iter().all(|ty| self.requires(ty, way[0])),
                values.iter().zip(names).filter(is_named).count(),
            );
            if best.as_ref().is_none_or(|(other, ..)| *other < score) {
                best = Some((score, way, values));
            }
        }
        best.map(|(_, way, values)| (way, values))
    }

    /// The ways that lead to listed values in most types.
    fn ways(&self, types: &[&'a Type]) -> Vec<Way<'a>> {
        let mut found: IndexMap<Way<'a>, usize> = IndexMap::new();
        for ty in types {
            for property in self.listed_in(ty, 0) {
                *found.entry(vec![property]).or_default() += 1;
            }
            for part in self
                .api
                .as_struct(ty)
                .into_iter()
                .flat_map(|found| &found.fields)
            {
                for inner in self.listed_in(&part.ty, 1) {
                    *found.entry(vec![part.wire.as_str(), inner]).or_default() += 1;
                }
            }
        }
        found.retain(|_, count| is_most(*count, types));
        found.into_keys().collect()
    }

    /// The values of each type; `None` where two share one, or where most list none.
    fn own_values(&self, types: &[&'a Type], way: &[&str]) -> Option<Values> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut found: Values = Vec::new();
        for ty in types {
            let values = self.values_at(ty, way).unwrap_or_default();
            if values.iter().any(|value| seen.contains(value)) {
                return None;
            }
            seen.extend(values.iter().cloned());
            found.push(values);
        }
        let listed = found.iter().filter(|values| !values.is_empty()).count();
        is_most(listed, types).then_some(found)
    }

    fn values_at(&self, ty: &'a Type, way: &[&str]) -> Option<Vec<String>> {
        match way {
            [property] => self.values(ty, property, 0),
            [property, rest @ ..] => self.values_at(self.part(ty, property)?, rest),
            [] => None,
        }
    }

    /// The type of a property of a struct.
    fn part(&self, ty: &'a Type, property: &str) -> Option<&'a Type> {
        let mut fields = self.api.as_struct(ty)?.fields.iter();
        fields
            .find(|field| field.wire == property)
            .map(|field| &field.ty)
    }

    fn requires(&self, ty: &'a Type, property: &str) -> bool {
        self.required(ty, 0).contains(&property)
    }

    /// The values that a property has in a type, if the document lists them.
    fn values(&self, ty: &'a Type, property: &str, depth: usize) -> Option<Vec<String>> {
        if let Some(found) = self.api.as_struct(ty) {
            let field = found.fields.iter().find(|field| field.wire == property)?;
            return self.listed(field).filter(|values| !values.is_empty());
        }
        let mut all: Vec<String> = Vec::new();
        for member in self.members(ty, depth)? {
            for value in self.values(member, property, depth + 1)? {
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
        (!all.is_empty()).then_some(all)
    }

    fn listed(&self, field: &Field) -> Option<Vec<String>> {
        if let Some(fixed) = &field.fixed {
            return Some(vec![text(fixed)?]);
        }
        let id = self.api.resolved(&field.ty).named()?;
        match &self.api.type_def(id).kind {
            TypeKind::Enum(found) if matches!(self.api.resolved(&field.ty), Type::Named(_)) => {
                let values = found.values.iter().map(|value| text(&value.wire.to_json()));
                values.collect()
            }
            _ => None,
        }
    }

    /// The properties of which a type lists the values.
    fn listed_in(&self, ty: &'a Type, depth: usize) -> Vec<&'a str> {
        if let Some(found) = self.api.as_struct(ty) {
            let fields = found.fields.iter();
            let listed =
                fields.filter(|field| self.listed(field).is_some_and(|values| !values.is_empty()));
            return listed.map(|field| field.wire.as_str()).collect();
        }
        let members = self.members(ty, depth).unwrap_or_default();
        let first = members.first();
        first.map_or_else(Vec::new, |first| self.listed_in(first, depth + 1))
    }

    /// The keys that every value of a type has.
    fn required(&self, ty: &'a Type, depth: usize) -> Vec<&'a str> {
        if let Some(found) = self.api.as_struct(ty) {
            let required = found.fields.iter().filter(|field| field.required);
            return required.map(|field| field.wire.as_str()).collect();
        }
        let mut members = self.members(ty, depth).unwrap_or_default().into_iter();
        let first = members.next();
        let first = first.map_or_else(Vec::new, |first| self.required(first, depth + 1));
        members.fold(first, |mut all, member| {
            let own = self.required(member, depth + 1);
            all.retain(|key| own.contains(key));
            all
        })
    }

    /// The types that a union is made of.
    fn members(&self, ty: &'a Type, depth: usize) -> Option<Vec<&'a Type>> {
        let id = self
            .api
            .resolved(ty)
            .named()
            .filter(|_| depth < MAX_DEPTH)?;
        match &self.api.type_def(id).kind {
            TypeKind::Union(found) => Some(found.variants.iter().map(|found| &found.ty).collect()),
            _ => None,
        }
    }

    fn json_types(&self, ty: &'a Type, depth: usize) -> Vec<JsonType> {
        if let Some(members) = self.members(ty, depth) {
            let all = members.into_iter();
            let mut all: Vec<JsonType> =
                all.flat_map(|ty| self.json_types(ty, depth + 1)).collect();
            all.sort_unstable();
            all.dedup();
            return all;
        }
        match self.api.resolved(ty) {
            Type::List(_) => vec![JsonType::Array],
            Type::Scalar(found) => vec![of_scalar(*found)],
            Type::Named(id) | Type::Boxed(id) => match &self.api.type_def(*id).kind {
                TypeKind::Tuple(_) => vec![JsonType::Array],
                TypeKind::Enum(found) if found.of_integers() => vec![JsonType::Integer],
                TypeKind::Enum(found) if found.of_texts() => vec![JsonType::String],
                _ => vec![JsonType::Object],
            },
            Type::Map(_) | Type::Nullable(_) | Type::Json => vec![JsonType::Object],
        }
    }
}

fn of_scalar(found: Scalar) -> JsonType {
    match found {
        Scalar::Bool => JsonType::Boolean,
        Scalar::I128 | Scalar::I64 | Scalar::I32 | Scalar::U64 | Scalar::U32 => JsonType::Integer,
        Scalar::F64 => JsonType::Number,
        Scalar::String
        | Scalar::Binary
        | Scalar::Upload
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::Time
        | Scalar::Duration
        | Scalar::Uuid
        | Scalar::Decimal
        | Scalar::E164
        | Scalar::Base64 => JsonType::String,
    }
}

/// Whether `count` is more than half of `types`.
fn is_most(count: usize, types: &[&Type]) -> bool {
    count * 2 > types.len()
}

fn tag(way: &[&str]) -> Tag {
    match way {
        [property] => Tag::Property((*property).to_owned()),
        way => {
            let escaped = way
                .iter()
                .map(|part| part.replace('~', "~0").replace('/', "~1"));
            let parts = escaped.map(|part| format!("/{part}"));
            Tag::At(parts.collect())
        }
    }
}

/// The first required key that no other type requires; failing that, all of them.
fn keys<'a>(of: usize, all: &[Vec<&'a str>]) -> Vec<&'a str> {
    let others = || all.iter().enumerate().filter(|(i, _)| *i != of);
    let is_own = |key: &&&str| others().all(|(_, keys)| !keys.contains(key));
    match all[of].iter().find(is_own).filter(|_| all.len() > 1) {
        Some(key) => vec![*key],
        None => all[of].clone(),
    }
}

/// A value as tags are compared.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) | Json::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

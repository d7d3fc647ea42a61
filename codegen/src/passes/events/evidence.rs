//! What tells the types of payloads apart.

use super::{Api, JsonType, Tag, Test, Type, TypeKind};
use crate::ir::{Field, Scalar};
use serde_json::Value as Json;

/// Unions inside unions deeper than this are not looked into.
const MAX_DEPTH: usize = 4;

pub(super) struct Evidence<'a> {
    pub(super) api: &'a Api,
}

impl<'a> Evidence<'a> {
    /// A test for each of `types`. `names` is what the webhooks are called that bring it.
    pub(super) fn plan(&self, types: &[&Type], names: &[Vec<&str>]) -> (Tag, Vec<Test>) {
        if let Some((property, values)) = self.best(types, names) {
            let tests = values.into_iter().map(|values| Test::Tag {
                values,
                outside: false,
                fits: false,
            });
            return (Tag::Property(property.to_owned()), tests.collect());
        }
        let objects = types.iter().map(|ty| self.required(ty, 0));
        let objects: Vec<Vec<&str>> = objects.collect();
        let tests = types.iter().enumerate().map(|(i, ty)| Test::Shape {
            types: self.json_types(ty, 0),
            keys: keys(i, &objects).into_iter().map(str::to_owned).collect(),
        });
        (Tag::Shape, tests.collect())
    }

    /// The property with values of its own in each type. One that all require comes before one that some leave out, and
    /// then the one whose values are what the webhooks are called.
    fn best(&self, types: &[&'a Type], names: &[Vec<&str>]) -> Option<(&'a str, Vec<Vec<String>>)> {
        let mut best: Option<(usize, &str, Vec<Vec<String>>)> = None;
        for property in self.properties(types.first()?, 0) {
            let Some(values) = self.own_values(types, property) else {
                continue;
            };
            let required = |ty: &&Type| self.required(ty, 0).contains(&property);
            let is_named = |(values, names): &(&Vec<String>, &Vec<&str>)| {
                values.iter().any(|value| names.contains(&value.as_str()))
            };
            let named = values.iter().zip(names).filter(is_named).count();
            let everywhere = usize::from(types.iter().all(required));
            let score = everywhere * (types.len() + 1) + named;
            if best.as_ref().is_none_or(|(other, ..)| *other < score) {
                best = Some((score, property, values));
            }
        }
        best.map(|(_, property, values)| (property, values))
    }

    fn own_values(&self, types: &[&'a Type], property: &str) -> Option<Vec<Vec<String>>> {
        let mut found: Vec<Vec<String>> = Vec::new();
        for ty in types {
            let values = self.values(ty, property, 0)?;
            if values
                .iter()
                .any(|value| found.iter().flatten().any(|other| other == value))
            {
                return None;
            }
            found.push(values);
        }
        Some(found)
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

    fn properties(&self, ty: &'a Type, depth: usize) -> Vec<&'a str> {
        if let Some(found) = self.api.as_struct(ty) {
            return found
                .fields
                .iter()
                .map(|field| field.wire.as_str())
                .collect();
        }
        let members = self.members(ty, depth).unwrap_or_default();
        let first = members.first();
        first.map_or_else(Vec::new, |first| self.properties(first, depth + 1))
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

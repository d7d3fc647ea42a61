//! Files in multipart bodies.
//!
//! In JSON, `format: binary` is a text; in a multipart body it is a file. So the struct of a multipart body with files
//! in it is another one than that of its schema in JSON, whether or not anything sends that schema as JSON: what is
//! added to a document changes neither of them. Everywhere else a text is left of it.

use super::usage;
use crate::ir::{
    Api, Encoding, Field, Origin, Owner, Payload, Scalar, Step, Type, TypeId, TypeKind, each_type,
};
use std::collections::BTreeMap;

/// References to types inside of types are followed this far.
const MAX_DEPTH: usize = 8;

/// Gives every multipart body its files, and makes texts of what else stands for bytes.
pub(super) fn settle(api: &mut Api) {
    let mut parts = Parts::default();
    for index in 0..api.operations.len() {
        let mut operation = std::mem::take(&mut api.operations[index].further);
        let own = api.operations[index].body.take();
        let has_own = own.is_some();
        let mut bodies: Vec<_> = own.into_iter().chain(operation.drain(..)).collect();
        for body in &mut bodies {
            if let Payload::Multipart(ty, encodings) = &mut body.payload {
                parts.files = files(encodings);
                *ty = parts.whole(api, ty, 0);
            }
        }
        let mut bodies = bodies.into_iter();
        api.operations[index].body = if has_own { bodies.next() } else { None };
        api.operations[index].further = bodies.collect();
    }
    each_type(api, texts);
    parts.rename(api);
}

/// The properties that the document says are no texts, by the media types of their parts.
fn files(encodings: &[Encoding]) -> Vec<String> {
    let is_file = |found: &&Encoding| {
        let stated = found.content_type.iter().flat_map(|all| all.split(','));
        let mut stated = stated.map(str::trim).peekable();
        stated.peek().is_some() && stated.all(crate::ir::is_of_bytes)
    };
    let all = encodings.iter().filter(is_file);
    all.map(|found| found.name.clone()).collect()
}

fn texts(ty: &mut Type) {
    match ty {
        Type::Scalar(found @ Scalar::Binary) => *found = Scalar::String,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => texts(inner),
        _ => {}
    }
}

#[derive(Default)]
struct Parts {
    /// The properties that are files by what is said of their parts.
    files: Vec<String>,
    /// The types with files, by those without and the properties above.
    made: BTreeMap<(TypeId, Vec<String>), TypeId>,
}

impl Parts {
    /// The type of a body: a struct, or a choice of them.
    fn whole(&mut self, api: &mut Api, ty: &Type, depth: usize) -> Type {
        let Type::Named(id) = api.resolved(ty).clone() else {
            return match ty {
                Type::Nullable(inner) => self.whole(api, inner, depth).nullable(),
                Type::Map(inner) => Type::Map(Box::new(
                    self.part(api, inner, depth).unwrap_or((**inner).clone()),
                )),
                _ => ty.clone(),
            };
        };
        if depth > MAX_DEPTH {
            return ty.clone();
        }
        if let Some(made) = self.made.get(&(id, self.files.clone())) {
            return Type::Named(*made);
        }
        let mut kind = api.type_def(id).kind.clone();
        let changed = match &mut kind {
            TypeKind::Struct(found) => {
                let mut changed = false;
                for field in &mut found.fields {
                    changed |= self.field(api, field, depth);
                }
                if let Some(rest) = &mut found.rest
                    && let Some(ty) = self.part(api, &rest.ty, depth)
                {
                    (rest.ty, changed) = (ty, true);
                    rest.rules.clear();
                }
                changed
            }
            TypeKind::Union(found) => {
                let mut changed = false;
                for variant in &mut found.variants {
                    let ty = self.whole(api, &variant.ty, depth + 1);
                    changed |= ty != variant.ty;
                    variant.ty = ty;
                }
                changed
            }
            _ => false,
        };
        match changed {
            true => Type::Named(self.declare(api, id, kind)),
            false => ty.clone(),
        }
    }

    fn field(&mut self, api: &mut Api, field: &mut Field, depth: usize) -> bool {
        let made = match self.files.contains(&field.wire) {
            true => stated(api, &field.ty),
            false => None,
        };
        let Some(ty) = made.or_else(|| self.part(api, &field.ty, depth)) else {
            return false;
        };
        // No text any more that could be checked or taken for a value.
        field.rules.clear();
        (field.fixed, field.default, field.unique) = (None, None, false);
        if field.ty == Type::Json {
            let at = field.at.clone();
            api.untyped.retain(|untyped| *untyped != at);
        }
        field.ty = ty;
        true
    }

    /// The type of a part with a file in it: a file, a list of them, or a choice of the two.
    fn part(&mut self, api: &mut Api, ty: &Type, depth: usize) -> Option<Type> {
        match api.resolved(ty).clone() {
            Type::Scalar(Scalar::Binary) => Some(Type::Scalar(Scalar::Upload)),
            Type::List(inner) => Some(Type::List(Box::new(self.part(api, &inner, depth)?))),
            Type::Nullable(inner) => Some(self.part(api, &inner, depth)?.nullable()),
            Type::Named(id) if depth <= MAX_DEPTH => {
                if let Some(made) = self.made.get(&(id, Vec::new())) {
                    return Some(Type::Named(*made));
                }
                let mut kind = api.type_def(id).kind.clone();
                let TypeKind::Union(found) = &mut kind else {
                    return None;
                };
                let mut changed = false;
                for variant in &mut found.variants {
                    if let Some(ty) = self.part(api, &variant.ty, depth + 1) {
                        (variant.ty, changed) = (ty, true);
                    }
                }
                let files = std::mem::take(&mut self.files);
                let made = changed.then(|| Type::Named(self.declare(api, id, kind)));
                self.files = files;
                made
            }
            _ => None,
        }
    }

    fn declare(&mut self, api: &mut Api, id: TypeId, kind: TypeKind) -> TypeId {
        let mut def = api.type_def(id).clone();
        def.kind = kind;
        if is_shared(api, id) {
            def.origin.steps.push(Step::Form);
        }
        api.types.push(def);
        let made = TypeId(api.types.len() - 1);
        api.visits.copy(id, made);
        self.made.insert((id, self.files.clone()), made);
        made
    }

    /// What nobody meets but as a multipart body leaves its place to the type with files: what is inside keeps its
    /// name, as a part of the component.
    fn rename(&self, api: &mut Api) {
        let (requests, responses) = usage::roots(api);
        let met = usage::reached(api, [requests, responses].concat());
        let gone = self.made.keys().map(|(id, _)| *id);
        let gone: Vec<TypeId> = gone.filter(|id| !met.contains(id)).collect();
        for id in gone {
            let around = api.type_def(id).origin.clone();
            for def in &mut api.types {
                if def.origin.owner == Owner::Type(id) {
                    let steps = [around.steps.clone(), def.origin.steps.clone()].concat();
                    let owner = around.owner.clone();
                    def.origin = Origin { owner, steps };
                }
            }
        }
    }
}

/// Whether something else may send the schema as JSON: it is a component, or in one.
fn is_shared(api: &Api, id: TypeId) -> bool {
    let mut owner = &api.type_def(id).origin.owner;
    while let Owner::Type(around) = owner {
        owner = &api.type_def(*around).origin.owner;
    }
    matches!(owner, Owner::Component(_))
}

/// A text, or anything, of which the media type says that it is a file.
fn stated(api: &Api, ty: &Type) -> Option<Type> {
    match api.resolved(ty) {
        Type::Scalar(Scalar::String | Scalar::Base64 | Scalar::Binary) | Type::Json => {
            Some(Type::Scalar(Scalar::Upload))
        }
        Type::List(inner) => Some(Type::List(Box::new(stated(api, inner)?))),
        Type::Nullable(inner) => Some(stated(api, inner)?.nullable()),
        _ => None,
    }
}

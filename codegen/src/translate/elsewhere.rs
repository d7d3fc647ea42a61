//! `$ref`s to schemas inside other things (`#/components/schemas/Call/properties/agent`): such a
//! schema has one type, the one it has where it stands, under the name it has there.
//!
//! A `$ref` may be met before its target. So it is given a stand-in, and when everything is
//! translated the stand-ins are replaced.

use super::Translation;
use super::schema::Site;
use crate::ir::{
    Api, Origin, Owner, Step, Type, TypeDef, TypeId, TypeKind, Usage, each_type, renumber,
};

use crate::resolve::component;
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::Schema;
use std::collections::{BTreeMap, BTreeSet};

/// The schemas that such references lead to.
#[derive(Default)]
pub(super) struct Elsewhere<'a> {
    /// Each with its stand-in.
    stand_ins: IndexMap<Pointer, (TypeId, &'a Schema)>,
    /// Those nobody has looked after, those around others first.
    open: BTreeSet<(usize, Pointer)>,
    /// The types they have got where they stand. One place can have several: an `allOf` takes the
    /// properties of its members over.
    met: BTreeMap<Pointer, Vec<(Origin, Type)>>,
}

impl<'a> Translation<'a> {
    /// The type of the schema that `reference` leads to, which is no component.
    pub(super) fn elsewhere(&mut self, reference: &str, at: &Pointer) -> Type {
        let resolver = self.resolver;
        let Some((schema, target)) = resolver.follow(reference) else {
            let message = "this is no schema; the value is left untyped";
            self.dangling(reference, at, message);
            return self.untyped(at);
        };
        let whole = format!("#{target}");
        if component(&whole, "schemas").is_some() {
            return self.reference(&whole, at);
        }
        let facts = self.facts(schema, &target);
        let ty = self.stand_in(schema, target);
        let ty = match self.is_nullable(&facts) {
            true => ty.nullable(),
            false => ty,
        };
        self.seen.insert(reference.to_owned(), ty.clone());
        ty
    }

    /// What stands for the type of the schema at a place, which is found out later.
    pub(super) fn stand_in(&mut self, schema: &'a Schema, at: Pointer) -> Type {
        if let Some((id, _)) = self.elsewhere.stand_ins.get(&at) {
            return Type::Named(*id);
        }
        let id = self.reserve();
        let length = at.as_str().len();
        self.elsewhere.open.insert((length, at.clone()));
        self.elsewhere.stand_ins.insert(at, (id, schema));
        Type::Named(id)
    }

    /// Remembers the type of a schema that stands where it is used, if anybody refers to it.
    pub(super) fn met(&mut self, at: &Pointer, origin: Origin, ty: &Type) {
        if self.resolver.is_referred_to(at) || self.elsewhere.stand_ins.contains_key(at) {
            let (ty, _) = ty.clone().without_null();
            let met = self.elsewhere.met.entry(at.clone()).or_default();
            met.push((origin, ty));
        }
    }

    /// Gives a definition of its own to one schema that is used nowhere but by reference. False
    /// when there is none left.
    pub(super) fn define_elsewhere(&mut self) -> bool {
        while let Some((_, at)) = self.elsewhere.open.pop_first() {
            let known = self.elsewhere.met.contains_key(&at);
            let Some((id, schema)) = self.elsewhere.stand_ins.get(&at).filter(|_| !known) else {
                continue;
            };
            let (id, schema) = (*id, *schema);
            let origin = self.origin(&at);
            let facts = self.facts(schema, &at);
            let facts = self.merged(facts, &at);
            let name = facts.text_extension("name");
            let site = Site {
                at,
                origin,
                name,
                id: Some(id),
            };
            let place = site.at.clone();
            let found = self.for_type(id, &place, |this| {
                this.classified(facts.clone(), site.clone())
            });
            self.define_alias(id, found, site, &facts);
            return true;
        }
        false
    }

    /// The type that is named after a place: not one that this place only refers to, which may be named after the very
    /// schema that asks.
    fn named_at(&self, at: &Pointer) -> Option<TypeId> {
        let reference = format!("#{at}");
        match component(&reference, "schemas") {
            Some(_) => self.seen.get(&reference).and_then(Type::named),
            None => self.elsewhere.stand_ins.get(at).map(|(id, _)| *id),
        }
    }

    /// Named after the schema around it where there is one.
    fn origin(&self, at: &Pointer) -> Origin {
        let tokens: Vec<String> = at.tokens().map(|token| token.into_owned()).collect();
        if let [first, second, name, rest @ ..] = tokens.as_slice()
            && first == "components"
            && !rest.is_empty()
        {
            let around = Pointer::root().join(first).join(second).join(name);
            if let Some(owner) = self.named_at(&around) {
                let steps = vec![Step::Property(words(rest))];
                let owner = Owner::Type(owner);
                return Origin { owner, steps };
            }
        }
        Origin {
            owner: Owner::Component(words(&tokens)),
            steps: Vec::new(),
        }
    }
}

/// What is left to say of the way to a schema: the name of a definition, or all of it.
fn words(tokens: &[String]) -> String {
    match tokens {
        [.., list, name] if list.ends_with("$defs") || list.ends_with("definitions") => {
            name.clone()
        }
        [.., around, name] if around.starts_with("x-") => name.clone(),
        _ => tokens.join(" "),
    }
}

impl Elsewhere<'_> {
    /// Puts the types in the place of their stand-ins.
    pub(super) fn settle(self, api: &mut Api) {
        let mut types: BTreeMap<TypeId, Type> = BTreeMap::new();
        for (at, (id, _)) in &self.stand_ins {
            if let Some((origin, ty)) = self.met.get(at).and_then(|met| own(api, at, met)) {
                types.insert(*id, ty.clone());
                // Taken out below, unless the type is a list of itself or the like.
                api.types[id.0] = alias(at, origin.clone(), ty.clone());
            }
        }
        let circles: Vec<TypeId> = types
            .keys()
            .copied()
            .filter(|id| turns(&types, *id))
            .collect();
        circles.iter().for_each(|id| drop(types.remove(id)));
        if types.is_empty() {
            return;
        }
        each_type(api, |ty| replace(ty, &types));
        take_out(api, &types);
    }
}

/// Of the types of one place: that of the component it stands in, or the first by its way.
fn own<'m>(api: &Api, at: &Pointer, met: &'m [(Origin, Type)]) -> Option<&'m (Origin, Type)> {
    let component = at.tokens().nth(2).unwrap_or_default();
    met.iter().min_by_key(|(origin, _)| {
        let way = api.way(origin);
        (way.first().is_none_or(|first| *first != component), way)
    })
}

fn alias(at: &Pointer, origin: Origin, target: Type) -> TypeDef {
    TypeDef {
        origin,
        name: None,
        kind: TypeKind::Alias(target),
        docs: String::new(),
        deprecated: false,
        usage: Usage::default(),
        at: at.clone(),
    }
}

/// Whether a stand-in stands for something that contains it, with no name in between.
fn turns(types: &BTreeMap<TypeId, Type>, start: TypeId) -> bool {
    let mut here = types.get(&start).and_then(Type::named);
    for _ in 0..types.len() {
        match here {
            Some(id) if id == start => return true,
            Some(id) => here = types.get(&id).and_then(Type::named),
            None => return false,
        }
    }
    false
}

/// Stand-ins for stand-ins are looked through; circles of them are gone.
fn replace(ty: &mut Type, types: &BTreeMap<TypeId, Type>) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => replace(inner, types),
        Type::Named(id) | Type::Boxed(id) => {
            if let Some(found) = types.get(id) {
                *ty = found.clone();
                replace(ty, types);
            }
        }
        Type::Scalar(_) | Type::Json => {}
    }
}

fn take_out(api: &mut Api, gone: &BTreeMap<TypeId, Type>) {
    let mut places = Vec::with_capacity(api.types.len());
    let mut count = 0;
    for id in 0..api.types.len() {
        places.push(TypeId(count));
        count += usize::from(!gone.contains_key(&TypeId(id)));
    }
    let mut ids = (0..).map(TypeId);
    api.types
        .retain(|_| ids.next().is_some_and(|id| !gone.contains_key(&id)));
    renumber(api, |id| places[id.0]);
    // What was read for a stand-in was read for the type it stands for.
    let stays = |id: TypeId| match gone.get(&id) {
        Some(ty) => ty.named().map(|id| places[id.0]),
        None => Some(places[id.0]),
    };
    api.visits.renumber(stays);
}

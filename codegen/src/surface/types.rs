//! Types and what is in them.

use super::{Item, Key, Kind, Surface, facts};
use crate::emit::{Cx, Place, is_asked_for, rust_field, rust_type};
use crate::ir::{Enum, Field, Struct, Type, TypeDef, TypeKind, Union};
use crate::ledger;
use crate::name::TypeNames;
use crate::outline::recognised;

pub(super) fn add(cx: Cx<'_>, surface: &mut Surface) {
    let places = ledger::places(cx.api);
    for ((def, names), place) in cx.api.types.iter().zip(&cx.names.types).zip(places) {
        let key = Key::new(Kind::Type, place);
        surface.add(key.clone(), item(cx, def, names));
        for former in &names.was {
            let item = Item::new(format!("types::{}", former.name), &def.at);
            let item = item.say(facts::PLACE, key.place.clone());
            surface.add(Key::new(Kind::FormerName, former.name.clone()), item);
        }
        let members = ledger::of_members(cx.api, &def.kind);
        let of = Of {
            cx,
            def,
            names,
            key,
            members,
        };
        match &def.kind {
            TypeKind::Struct(found) => of.fields(found, surface),
            TypeKind::Enum(found) => of.values(found, surface),
            TypeKind::Union(found) => of.variants(found, surface),
            TypeKind::Tuple(_) | TypeKind::Alias(_) => {}
        }
    }
}

fn ty(cx: Cx<'_>, found: &Type) -> String {
    rust_type(cx, found, Place::Types)
}

fn item(cx: Cx<'_>, def: &TypeDef, names: &TypeNames) -> Item {
    let (form, stands_for, order) = match &def.kind {
        TypeKind::Struct(found) => ("struct", String::new(), arguments(cx, found, names)),
        TypeKind::Enum(_) => ("enum", String::new(), String::new()),
        TypeKind::Union(_) => ("union", String::new(), String::new()),
        TypeKind::Alias(target) => ("alias", ty(cx, target), String::new()),
        TypeKind::Tuple(found) => {
            let all = found.elements.iter().map(|element| ty(cx, element));
            ("tuple", all.collect::<Vec<_>>().join(", "), String::new())
        }
    };
    let order = if def.usage.request {
        order
    } else {
        String::new()
    };
    Item::new(format!("types::{}", names.name), &def.at)
        .say(facts::FORM, form)
        .say(facts::TYPE, stands_for)
        .say(facts::ORDER, order)
        .holds(facts::MADE, def.usage.request)
        .holds(facts::DEPRECATED, def.deprecated)
        .say(facts::DOCS, def.docs.trim())
}

/// The names of the arguments of `new`, in their order.
fn arguments(cx: Cx<'_>, found: &Struct, names: &TypeNames) -> String {
    let all = found.fields.iter().zip(&names.members);
    let asked = all.filter(|(field, _)| is_asked_for(cx, field));
    let asked: Vec<&str> = asked.map(|(_, name)| name.as_str()).collect();
    asked.join(", ")
}

struct Of<'a> {
    cx: Cx<'a>,
    def: &'a TypeDef,
    names: &'a TypeNames,
    key: Key,
    members: Vec<String>,
}

impl Of<'_> {
    fn path(&self, member: &str) -> String {
        format!("types::{}::{member}", self.names.name)
    }

    fn fields(&self, found: &Struct, surface: &mut Surface) {
        let fields = found.fields.iter().zip(&self.names.members);
        for ((field, name), place) in fields.zip(&self.members) {
            let item = self.field(field, name).of(&self.key);
            surface.add(self.key.inside(Kind::Field, place), item);
        }
        if let (Some(rest), Some(name)) = (&found.rest, &self.names.rest) {
            let map = Type::Map(Box::new(rest.ty.clone()));
            let item = Item::new(self.path(name), &rest.at)
                .of(&self.key)
                .say(facts::TYPE, ty(self.cx, &map))
                .checks(&rest.rules)
                .holds(facts::SENSITIVE, rest.sensitive)
                .say(facts::DOCS, rest.docs.trim());
            surface.add(self.key.inside(Kind::Field, "{}"), item);
        }
    }

    fn field(&self, field: &Field, name: &str) -> Item {
        let asked = self.def.usage.request && is_asked_for(self.cx, field);
        let text = |value: &Option<serde_json::Value>| {
            value.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        Item::new(self.path(name), &field.at)
            .say(facts::TYPE, rust_field(self.cx, field))
            .holds(facts::REQUIRED, asked)
            .say(facts::FIXED, text(&field.fixed))
            .say(facts::DEFAULT, text(&field.default))
            .checks(&field.rules)
            .holds(facts::SENSITIVE, field.sensitive)
            .holds(facts::DEPRECATED, field.deprecated)
            .say(facts::DOCS, field.docs.trim())
    }

    fn values(&self, found: &Enum, surface: &mut Surface) {
        let values = found.values.iter().zip(&self.names.members);
        for ((value, name), place) in values.zip(&self.members) {
            let item = Item::new(self.path(name), &self.def.at)
                .of(&self.key)
                .say(facts::DOCS, value.docs.trim());
            surface.add(self.key.inside(Kind::Value, place), item);
        }
    }

    fn variants(&self, found: &Union, surface: &mut Surface) {
        let variants = found.variants.iter().zip(&self.names.members);
        for ((variant, name), place) in variants.zip(&self.members) {
            let item = Item::new(self.path(name), &self.def.at)
                .of(&self.key)
                .say(facts::TYPE, ty(self.cx, &variant.ty))
                .say(facts::TOLD_BY, recognised(&variant.test))
                .say(facts::DOCS, variant.docs.trim());
            surface.add(self.key.inside(Kind::Variant, place), item);
        }
    }
}

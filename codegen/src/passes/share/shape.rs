//! What makes two types the same.

use crate::ir::{
    Api, EnumValue, Field, Owner, Rest, Struct, Tag, Test, Tuple, Type, TypeDef, TypeKind, Union,
};

/// Everything in which types may differ. Documentation of fields belongs to it, that of enum values does not.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Shape<'a> {
    Enum(Option<&'a str>, Vec<EnumValue>),
    Struct(Option<&'a str>, StructShape<'a>),
    Union(Option<&'a str>, &'a Tag, Vec<(&'a str, Type, &'a Test)>),
    Tuple(Option<&'a str>, Tuple),
}

/// A struct without its places in the document, and without the order of its properties.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct StructShape<'a> {
    fields: Vec<FieldShape<'a>>,
    rest: Option<(Option<&'a str>, Type, &'a str, bool)>,
    is_closed: bool,
    is_open: bool,
}

/// A property; its constant and its default as they are written.
#[derive(PartialEq, Eq, Hash)]
struct FieldShape<'a> {
    wire: &'a str,
    name: Option<&'a str>,
    ty: Type,
    fixed: Option<String>,
    default: Option<String>,
    docs: &'a str,
    flags: [bool; 5],
}

/// `None` for components, which keep their identity, and for aliases.
pub(super) fn shape<'a>(api: &'a Api, def: &'a TypeDef) -> Option<Shape<'a>> {
    if matches!(def.origin.owner, Owner::Component(_)) && def.origin.steps.is_empty() {
        return None;
    }
    let name = def.name.as_deref();
    Some(match &def.kind {
        TypeKind::Enum(found) => Shape::Enum(name, found.values.iter().map(plain).collect()),
        TypeKind::Struct(found) => Shape::Struct(name, of_struct(api, found)),
        TypeKind::Union(found) => Shape::Union(name, &found.tag, variants(api, found)),
        TypeKind::Tuple(found) => Shape::Tuple(name, of_tuple(api, found)),
        TypeKind::Alias(_) => return None,
    })
}

fn plain(value: &EnumValue) -> EnumValue {
    EnumValue {
        docs: String::new(),
        ..value.clone()
    }
}

fn variants<'a>(api: &Api, found: &'a Union) -> Vec<(&'a str, Type, &'a Test)> {
    let variants = found.variants.iter();
    variants
        .map(|variant| (variant.hint.as_str(), deep(api, &variant.ty), &variant.test))
        .collect()
}

fn of_tuple(api: &Api, found: &Tuple) -> Tuple {
    Tuple {
        elements: found.elements.iter().map(|ty| deep(api, ty)).collect(),
        further: found.further.as_ref().map(|ty| deep(api, ty)),
        least: found.least,
    }
}

fn of_struct<'a>(api: &Api, found: &'a Struct) -> StructShape<'a> {
    let Struct {
        fields,
        rest,
        closed,
        open,
    } = found;
    let mut fields: Vec<FieldShape<'_>> = fields.iter().map(|field| of_field(api, field)).collect();
    fields.sort_by_key(|field| field.wire);
    StructShape {
        fields,
        rest: rest.as_ref().map(|rest| of_rest(api, rest)),
        is_closed: *closed,
        is_open: *open,
    }
}

fn of_field<'a>(api: &Api, field: &'a Field) -> FieldShape<'a> {
    // All of them are named, so that nothing that a property may gain is forgotten here.
    let Field {
        wire,
        name,
        ty,
        required,
        fixed,
        tag,
        default,
        unique,
        docs,
        deprecated,
        sensitive,
        rules: _,
        at: _,
    } = field;
    FieldShape {
        wire,
        name: name.as_deref(),
        ty: deep(api, ty),
        fixed: fixed.as_ref().map(ToString::to_string),
        default: default.as_ref().map(ToString::to_string),
        docs,
        flags: [*required, *tag, *unique, *deprecated, *sensitive],
    }
}

fn of_rest<'a>(api: &Api, rest: &'a Rest) -> (Option<&'a str>, Type, &'a str, bool) {
    let Rest {
        name,
        ty,
        docs,
        sensitive,
        rules: _,
        at: _,
    } = rest;
    (name.as_deref(), deep(api, ty), docs, *sensitive)
}

/// `ty` with the aliases that sharing has made looked through.
fn deep(api: &Api, ty: &Type) -> Type {
    match ty {
        Type::List(inner) => Type::List(Box::new(deep(api, inner))),
        Type::Map(inner) => Type::Map(Box::new(deep(api, inner))),
        Type::Nullable(inner) => Type::Nullable(Box::new(deep(api, inner))),
        Type::Named(_) => match api.resolved(ty) {
            named @ Type::Named(_) => named.clone(),
            _ => ty.clone(),
        },
        other => other.clone(),
    }
}

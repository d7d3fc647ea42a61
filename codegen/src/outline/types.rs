//! Types in the outline.

use super::line;
use crate::emit::{Cx, scalar_name, told};
use crate::ir::{
    Enum, Field, JsonType, Rule, Struct, Tag, Test, Tuple, Type, TypeDef, TypeKind, Union, Variant,
};
use crate::name::TypeNames;
use std::fmt::Write;

/// One block for each type, by name.
pub(super) fn types(cx: Cx<'_>, out: &mut String) {
    let mut all: Vec<_> = cx.api.types.iter().zip(&cx.names.types).collect();
    all.sort_by_key(|(_, names)| names.name.as_str());
    let _ = writeln!(out, "\ntypes: {}", all.len());
    for (def, names) in all {
        let _ = write!(out, "\n  {} ", names.name);
        match &def.kind {
            TypeKind::Struct(found) => structure(cx, def, found, names, out),
            TypeKind::Enum(found) => enumeration(def, found, names, out),
            TypeKind::Union(found) => union(cx, def, found, names, out),
            TypeKind::Tuple(found) => {
                let _ = writeln!(out, "{}", tuple(cx, found));
            }
            TypeKind::Alias(target) => {
                let _ = writeln!(out, "= {}", ty(cx, target));
            }
        }
        for former in &names.was {
            let _ = writeln!(out, "    formerly {}", former.name);
        }
    }
}

/// What tells events apart, and how they are signed.
pub(super) fn events(cx: Cx<'_>, out: &mut String) {
    if let Some(events) = &cx.api.events {
        let names = &cx.names.events;
        let _ = write!(out, "\nevents: ");
        choice(cx, &events.union, names, "", out);
    }
    if let Some(signature) = &cx.api.signature {
        let _ = writeln!(out, "\nsignature: {}", line(&signature.scheme));
    }
}

/// A type as a reader would write it: `[String]`, `{String}` for a map, `| null`.
pub(crate) fn ty(cx: Cx<'_>, found: &Type) -> String {
    match found {
        Type::Scalar(found) => scalar_name(*found).to_owned(),
        Type::Named(id) => cx.names.ty(*id).to_owned(),
        Type::Boxed(id) => format!("Box {}", cx.names.ty(*id)),
        Type::List(inner) => format!("[{}]", ty(cx, inner)),
        Type::Map(inner) => format!("{{{}}}", ty(cx, inner)),
        Type::Nullable(inner) => format!("{} | null", ty(cx, inner)),
        Type::Json => "any JSON".to_owned(),
    }
}

/// `tuple of String and i64, at least 1, then any JSON`
fn tuple(cx: Cx<'_>, found: &Tuple) -> String {
    let elements: Vec<String> = found.elements.iter().map(|found| ty(cx, found)).collect();
    let mut text = format!("tuple of {}", elements.join(" and "));
    if found.least < found.elements.len() {
        let _ = write!(text, ", at least {}", found.least);
    }
    if let Some(further) = &found.further {
        let _ = write!(text, ", then {}", ty(cx, further));
    }
    text
}

/// Who meets the type.
fn usage(def: &TypeDef) -> &'static str {
    match (def.usage.request, def.usage.response) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        (false, true) => "received",
        (false, false) => "unused",
    }
}

fn structure(cx: Cx<'_>, def: &TypeDef, found: &Struct, names: &TypeNames, out: &mut String) {
    let others = match (found.closed, found.open) {
        (true, _) => ", closed",
        (_, true) => ", open",
        _ => "",
    };
    let _ = writeln!(out, "struct, {}{others}", usage(def));
    for (field, name) in found.fields.iter().zip(&names.members) {
        let _ = writeln!(out, "    {}", self::field(cx, field, name));
    }
    if let (Some(rest), Some(name)) = (&found.rest, &names.rest) {
        let sensitive = if rest.sensitive { " (sensitive)" } else { "" };
        let _ = writeln!(
            out,
            "    {name} = every other entry: {}{sensitive}{}",
            ty(cx, &rest.ty),
            checked(&rest.rules)
        );
    }
}

fn field(cx: Cx<'_>, field: &Field, name: &str) -> String {
    let optional = if field.required { "" } else { "?" };
    let wire = if name.trim_start_matches("r#") == field.wire {
        String::new()
    } else {
        format!(" \"{}\"", line(&field.wire))
    };
    let mut text = format!("{name}{optional}{wire}: {}", ty(cx, &field.ty));
    if let Some(fixed) = &field.fixed {
        text.push_str(&format!(", always {}", line(&fixed.to_string())));
    }
    if let Some(default) = &field.default {
        text.push_str(&format!(", default {}", line(&default.to_string())));
    }
    if field.sensitive {
        text.push_str(" (sensitive)");
    }
    text.push_str(&checked(&field.rules));
    if field.deprecated {
        text.push_str(" (deprecated)");
    }
    text
}

/// ` (checked: at least 1 character)`
pub(super) fn checked(rules: &[Rule]) -> String {
    match rules {
        [] => String::new(),
        rules => format!(" (checked: {})", line(&told(rules))),
    }
}

fn enumeration(def: &TypeDef, found: &Enum, names: &TypeNames, out: &mut String) {
    let _ = writeln!(out, "enum, {}", usage(def));
    for (value, name) in found.values.iter().zip(&names.members) {
        let _ = writeln!(out, "    {name} = {}", line(&value.wire.to_string()));
    }
}

fn union(cx: Cx<'_>, def: &TypeDef, found: &Union, names: &TypeNames, out: &mut String) {
    choice(cx, found, names, &format!(", {}", usage(def)), out);
}

fn choice(cx: Cx<'_>, found: &Union, names: &TypeNames, usage: &str, out: &mut String) {
    let by = match &found.tag {
        Tag::Property(tag) => format!("property {}", line(tag)),
        Tag::At(at) => format!("the text at {}", line(at)),
        Tag::Shape => evidence(found).to_owned(),
    };
    let _ = writeln!(out, "union by {by}{usage}");
    for (variant, name) in found.variants.iter().zip(&names.members) {
        let _ = writeln!(
            out,
            "    {name}({}) when {}",
            ty(cx, &variant.ty),
            recognised(&variant.test)
        );
    }
}

/// What tells the variants of a union without a tag apart: members that a test lets through together are told by
/// which fits best.
fn evidence(found: &Union) -> &'static str {
    let shapes: Vec<_> = found.variants.iter().filter_map(shape).collect();
    let pairs = shapes.iter().enumerate().flat_map(|(i, one)| {
        let others = shapes[i + 1..].iter();
        others.map(move |other| (one, other))
    });
    let (mut by_keys, mut by_fit) = (false, false);
    for ((types, keys), (other_types, other_keys)) in pairs {
        let both = types.iter().any(|ty| other_types.contains(ty));
        let own = |keys: &[String], others: &[String]| keys.iter().any(|key| !others.contains(key));
        by_keys |= both;
        by_fit |= both && !(own(keys, other_keys) && own(other_keys, keys));
    }
    match (by_keys, by_fit) {
        (_, true) => "best match",
        (true, false) => "keys",
        (false, false) => "JSON type",
    }
}

fn shape(variant: &Variant) -> Option<(&[JsonType], &[String])> {
    match &variant.test {
        Test::Shape { types, keys } => Some((types, keys)),
        Test::Tag { .. } | Test::Otherwise => None,
    }
}

/// How a value is told to be of a variant.
pub(crate) fn recognised(test: &Test) -> String {
    match test {
        Test::Otherwise => "anything else".to_owned(),
        Test::Tag {
            values,
            outside,
            fits,
        } => {
            let values = values.iter().map(|value| line(value));
            let fits = fits.then(|| "it fits".to_owned());
            let told: Vec<String> = values.chain(fits).collect();
            let beside = if *outside { " (tag beside it)" } else { "" };
            format!("{}{beside}", told.join(" or "))
        }
        Test::Shape { types, keys } => {
            let types: Vec<&str> = types.iter().map(|ty| ty.as_str()).collect();
            let keys: Vec<String> = keys.iter().map(|key| line(key)).collect();
            if keys.is_empty() {
                types.join(" or ")
            } else {
                format!("{} with {}", types.join(" or "), keys.join(", "))
            }
        }
    }
}

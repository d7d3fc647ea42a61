//! Rust types as callers read them.

use crate::emit::{Cx, scalar_name};
use crate::ir::{Field, Type};

/// `Vec<types::Contact>`
pub(super) fn ty(cx: Cx<'_>, found: &Type) -> String {
    match found {
        Type::Scalar(found) => scalar_name(*found).to_owned(),
        Type::Named(id) => cx.names.ty(*id).to_owned(),
        Type::Boxed(id) => format!("Box<{}>", cx.names.ty(*id)),
        Type::List(inner) => format!("Vec<{}>", ty(cx, inner)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", ty(cx, inner)),
        Type::Nullable(inner) => format!("Option<{}>", ty(cx, inner)),
        Type::Json => "Json".to_owned(),
    }
}

/// The type of a field: what is not required or can be null is optional.
pub(super) fn field(cx: Cx<'_>, field: &Field) -> String {
    let (inner, nullable) = field.ty.clone().without_null();
    let inner = ty(cx, &inner);
    match field.required && !nullable {
        true => inner,
        false => format!("Option<{inner}>"),
    }
}

//! Names of fields, variants and credentials.

use super::choose::{claim, requested, unique};
use super::{Case, Scope, TypeNames, UNKNOWN_VARIANT};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Enum, Struct, Type, TypeDef, TypeKind, Union};
use crate::source::Pointer;

/// What every struct has: a property of that name makes way.
const TAKEN_FIELDS: &[&str] = &["clone", "default", "extra", "into", "new", "with_extra"];

/// The names inside a type.
pub(super) fn members(
    def: &TypeDef,
    name: String,
    init: String,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let (members, rest) = match &def.kind {
        TypeKind::Struct(found) => fields(found, diagnostics),
        TypeKind::Enum(found) => (values(found, def, diagnostics), None),
        TypeKind::Union(found) => (variants(found, def, diagnostics), None),
        TypeKind::Alias(_) => (Vec::new(), None),
    };
    TypeNames {
        name,
        members,
        rest,
        init,
    }
}

fn fields(found: &Struct, diagnostics: &mut Diagnostics) -> (Vec<String>, Option<String>) {
    let mut scope = Scope::new(TAKEN_FIELDS);
    let wanted = found
        .fields
        .iter()
        .map(|field| (field.wire.as_str(), field.name.as_deref(), &field.at));
    let mut names = unique(&mut scope, Case::Value, wanted.collect(), diagnostics);
    keep_null_setters(found, &mut scope, &mut names);
    let rest = found.rest.as_ref().map(|rest| {
        let wanted = rest
            .name
            .clone()
            .unwrap_or_else(|| "additional_properties".to_owned());
        let wanted = requested(&wanted, Case::Value, &rest.at, diagnostics);
        claim(&mut scope, &wanted, Case::Value, &rest.at, diagnostics)
    });
    (names, rest)
}

/// A nullable field `to` has a setter `to_null`: a property of that name makes way.
fn keep_null_setters(found: &Struct, scope: &mut Scope, names: &mut [String]) {
    let nullable = found.fields.iter().zip(names.iter());
    let setters: Vec<String> = nullable
        .filter(|(field, _)| !field.required && matches!(field.ty, Type::Nullable(_)))
        .map(|(_, name)| format!("{}_null", name.trim_start_matches("r#")))
        .collect();
    for name in names.iter_mut().filter(|name| setters.contains(name)) {
        *name = scope.claim(&format!("{name}_value"), Case::Value);
    }
}

fn values(found: &Enum, def: &TypeDef, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(&[UNKNOWN_VARIANT, "Self"]);
    let texts: Vec<String> = found
        .values
        .iter()
        .map(|value| value.wire.to_string())
        .collect();
    let places: Vec<Pointer> = (0..texts.len())
        .map(|i| def.at.join("enum").index(i))
        .collect();
    let wanted = (found.values.iter().zip(&texts).zip(&places))
        .map(|((value, text), at)| (text.as_str(), value.name.as_deref(), at));
    unique(&mut scope, Case::Type, wanted.collect(), diagnostics)
}

fn variants(found: &Union, def: &TypeDef, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(&[UNKNOWN_VARIANT, "Self"]);
    let wanted = found
        .variants
        .iter()
        .map(|variant| (variant.hint.as_str(), variant.name.as_deref(), &def.at));
    unique(&mut scope, Case::Type, wanted.collect(), diagnostics)
}

/// The constructors of `Auth`.
pub(super) fn schemes(api: &Api, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let wanted = api
        .schemes
        .iter()
        .map(|scheme| (scheme.id.as_str(), scheme.name.as_deref(), &scheme.at));
    unique(&mut scope, Case::Value, wanted.collect(), diagnostics)
}

//! Names of fields, variants and credentials.

use super::choose::{Wanted, claim, kept, requested, unique};
use super::constructors::constructors;
use super::{Case, Scope, TypeNames, UNKNOWN_VARIANT};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Enum, Owner, Scalar, Struct, Type, TypeDef, TypeKind, Union};
use crate::ledger::{self, Block, Kind, Ledger, Role};
use crate::source::Pointer;

/// What every struct has: a property of that name makes way.
const TAKEN_FIELDS: &[&str] = &[
    "clone",
    "default",
    "extra",
    "extra_mut",
    "into",
    "new",
    "with_extra",
];

/// What every enum and union has.
pub(super) const TAKEN_VARIANTS: &[&str] = &[UNKNOWN_VARIANT, "Self"];

/// What `Auth` has.
const TAKEN_SCHEMES: &[&str] = &["clone", "from", "into"];

/// The names inside a type; `known` is what the ledger has of it.
pub(super) fn members(
    api: &Api,
    def: &TypeDef,
    known: Option<&Block>,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let places = ledger::of_members(api, &def.kind);
    let pinned: Vec<Option<&str>> = places
        .iter()
        .map(|place| known.and_then(|block| block.member(place)))
        .collect();
    let names = TypeNames::default();
    match &def.kind {
        TypeKind::Struct(found) => {
            let rest = known.and_then(|block| block.only(Role::Rest));
            let (members, rest) = fields(found, &pinned, rest, diagnostics);
            TypeNames {
                members,
                rest,
                ..names
            }
        }
        TypeKind::Enum(found) => TypeNames {
            members: values(found, def, &pinned, diagnostics),
            ..names
        },
        TypeKind::Union(found) => {
            let members = variants(api, found, def, &pinned, diagnostics);
            TypeNames {
                constructors: constructors(&members, &places, known),
                members,
                ..names
            }
        }
        TypeKind::Tuple(_) | TypeKind::Alias(_) => names,
    }
}

fn fields(
    found: &Struct,
    pinned: &[Option<&str>],
    rest: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> (Vec<String>, Option<String>) {
    let mut scope = Scope::new(TAKEN_FIELDS);
    // The map has been there for as long as the fields that the ledger knows.
    let kept_rest = (found.rest.as_ref())
        .and_then(|found| kept(rest, found.name.as_deref(), Case::Value))
        .and_then(|name| scope.take(&name));
    let wanted = found.fields.iter().zip(pinned);
    let wanted: Vec<Wanted<'_>> = wanted
        .map(|(field, pinned)| Wanted {
            text: &field.wire,
            asked: field.name.as_deref(),
            pinned: *pinned,
            others: Vec::new(),
            at: &field.at,
        })
        .collect();
    let mut names = unique(&mut scope, Case::Value, &wanted, diagnostics);
    keep_null_setters(found, pinned, &mut scope, &mut names);
    let rest = found.rest.as_ref().map(|rest| {
        let wanted = rest.name.as_deref().unwrap_or("additional_properties");
        kept_rest.unwrap_or_else(|| {
            let wanted = requested(wanted, Case::Value, &rest.at, diagnostics);
            let place = (wanted.as_str(), &rest.at);
            claim(&mut scope, &wanted, Case::Value, place, diagnostics)
        })
    });
    (names, rest)
}

/// A nullable field `to` has a setter `to_null`: a property of that name makes way, unless it was there before `to`.
fn keep_null_setters(
    found: &Struct,
    pinned: &[Option<&str>],
    scope: &mut Scope,
    names: &mut [String],
) {
    let is_nullable =
        |i: usize| !found.fields[i].required && matches!(found.fields[i].ty, Type::Nullable(_));
    for i in (0..names.len()).filter(|i| is_nullable(*i)) {
        let setter = format!("{}_null", names[i].trim_start_matches("r#"));
        if let Some(other) = names.iter().position(|name| *name == setter) {
            let moves = match (pinned[i], pinned[other]) {
                (None, Some(_)) => i,
                _ => other,
            };
            let plain = names[moves].trim_start_matches("r#");
            names[moves] = scope.claim(&format!("{plain}_value"), Case::Value);
        }
    }
}

fn values(
    found: &Enum,
    def: &TypeDef,
    pinned: &[Option<&str>],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_VARIANTS);
    let texts: Vec<String> = found
        .values
        .iter()
        .map(|value| value.wire.to_string())
        .collect();
    let places: Vec<Pointer> = (0..texts.len())
        .map(|i| def.at.join("enum").index(i))
        .collect();
    let wanted: Vec<Wanted<'_>> = (found.values.iter().enumerate())
        .map(|(i, value)| Wanted {
            text: &texts[i],
            asked: value.name.as_deref(),
            pinned: pinned[i],
            others: Vec::new(),
            at: &places[i],
        })
        .collect();
    unique(&mut scope, Case::Type, &wanted, diagnostics)
}

fn variants(
    api: &Api,
    found: &Union,
    def: &TypeDef,
    pinned: &[Option<&str>],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_VARIANTS);
    let wanted: Vec<Wanted<'_>> = (found.variants.iter().zip(pinned))
        .map(|(variant, pinned)| Wanted {
            text: &variant.hint,
            asked: variant.name.as_deref(),
            pinned: *pinned,
            others: in_other_words(api, &variant.ty),
            at: &def.at,
        })
        .collect();
    unique(&mut scope, Case::Type, &wanted, diagnostics)
}

/// What may tell a variant from others that are called the same: `Integers` for a list beside other lists, the only
/// value of an enum, the first required property of an object.
pub(super) fn in_other_words(api: &Api, ty: &Type) -> Vec<String> {
    let word = match api.resolved(ty) {
        Type::List(item) => in_other_words(api, item)
            .pop()
            .map(|item| format!("{item} list")),
        Type::Map(value) => in_other_words(api, value)
            .pop()
            .map(|value| format!("{value} map")),
        Type::Nullable(inner) => return in_other_words(api, inner),
        Type::Scalar(scalar) => Some(scalar_word(*scalar).to_owned()),
        Type::Json => None,
        Type::Named(id) | Type::Boxed(id) => of_definition(api.type_def(*id)),
    };
    word.into_iter().collect()
}

fn of_definition(def: &TypeDef) -> Option<String> {
    match (&def.origin.owner, &def.kind) {
        (Owner::Component(name), _) if def.origin.steps.is_empty() => Some(name.clone()),
        (_, TypeKind::Enum(found)) => found.values.first().map(|value| value.wire.to_string()),
        (_, TypeKind::Struct(found)) => {
            let mut required = found.fields.iter().filter(|field| field.required);
            let field = required.next().or(found.fields.first());
            field.map(|field| format!("with {}", field.wire))
        }
        (_, TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_)) => None,
    }
}

fn scalar_word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "boolean",
        Scalar::I128 | Scalar::I64 | Scalar::I32 | Scalar::U64 | Scalar::U32 => "integer",
        Scalar::F64 => "number",
        Scalar::String | Scalar::Binary => "string",
        Scalar::Upload => "file",
        Scalar::DateTime => "date time",
        Scalar::Date => "date",
        Scalar::Time => "time",
        Scalar::Duration => "duration",
        Scalar::Uuid => "uuid",
        Scalar::E164 => "number",
        Scalar::Decimal => "decimal",
        Scalar::Base64 => "base64",
    }
}

/// The constructors of `Auth`.
pub(super) fn schemes(api: &Api, ledger: &Ledger, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_SCHEMES);
    let wanted: Vec<Wanted<'_>> = (api.schemes.iter())
        .map(|scheme| Wanted {
            text: &scheme.id,
            asked: scheme.name.as_deref(),
            pinned: ledger
                .block(Kind::Auth, &scheme.id)
                .map(|block| block.name.as_str()),
            others: Vec::new(),
            at: &scheme.at,
        })
        .collect();
    unique(&mut scope, Case::Value, &wanted, diagnostics)
}

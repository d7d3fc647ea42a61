//! Names of types.

use super::choose::{claim, decided, kept, requested};
use super::former::FormerNames;
use super::{Case, Former, OperationNames, Scope, TypeNames, ident};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Owner, TypeId};
use crate::ledger::{Block, Role};
use origin::{Origins, package};

mod origin;

/// Type names that generated files use for something else, or that would hide the prelude's from
/// callers who import everything.
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap",
    "Base64",
    "Box",
    "Date",
    "DateTime",
    "Decimal",
    "Default",
    "Duration",
    "E164",
    "Extra",
    "From",
    "Into",
    "IntoIterator",
    "Json",
    "Model",
    "Ok",
    "Err",
    "None",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Time",
    "ToString",
    "Tuple",
    "Unknown",
    "Unlisted",
    "Uuid",
    "Vec",
];

/// The names of what types are named after, besides other types.
#[derive(Clone, Copy)]
pub(super) struct Above<'a> {
    pub(super) operations: &'a [OperationNames],
    pub(super) webhooks: &'a [String],
}

/// What a type is called.
pub(super) struct Found {
    pub(super) name: String,
    pub(super) init: String,
    pub(super) was: Vec<Former>,
}

/// For each type its names. Types that the ledger knows (`known`) come first, and then former names: they are somebody
/// else's no more than names are. Then come components, then what is inside them.
pub(super) fn types(
    api: &Api,
    above: Above<'_>,
    members: &[TypeNames],
    known: &[Option<&Block>],
    diagnostics: &mut Diagnostics,
) -> Vec<Found> {
    let mut scope = Scope::new(TAKEN_TYPES);
    let mut found: Vec<Option<String>> = (api.types.iter().zip(known))
        .map(|(def, known)| {
            let pinned = known.map(|block| block.name.as_str());
            kept(pinned, def.name.as_deref(), Case::Type).and_then(|name| scope.take(&name))
        })
        .collect();
    let mut inits: Vec<Option<String>> = (found.iter().zip(known))
        .map(|(name, known)| known_init(&mut scope, name.as_deref()?, (*known)?))
        .collect();
    let mut former = FormerNames::new(known, &mut scope);
    let origins = Origins {
        api,
        above,
        members,
        package: package(api),
    };
    for level in origins.levels() {
        // Who would have the name anyway comes before who has it by leaving something out.
        let is_new = |id: &TypeId| found[id.0].is_none();
        let (echoes, plain): (Vec<TypeId>, Vec<TypeId>) =
            (level.into_iter().filter(is_new)).partition(|id| origins.is_echo(*id, &found));
        for id in plain.into_iter().chain(echoes) {
            let def = api.type_def(id);
            let wanted = match &def.name {
                Some(name) => requested(name, Case::Type, &def.at, diagnostics),
                None => origins.best(id, &found, &scope),
            };
            if former.take_back(id, &wanted) {
                found[id.0] = Some(wanted);
                continue;
            }
            former.tell(&wanted, &def.at, diagnostics);
            let place = crate::ledger::of_type(api, id);
            let place = (place.as_str(), &def.at);
            found[id.0] = Some(claim(&mut scope, &wanted, Case::Type, place, diagnostics));
        }
    }
    for (id, (name, known)) in found.iter().zip(known).enumerate() {
        let (id, name) = (TypeId(id), name.as_deref().unwrap_or_default());
        let why = || reason(api, id, name, *known);
        decided(name, why, &api.type_def(id).at, diagnostics);
    }
    let found: Vec<String> = found.into_iter().map(Option::unwrap_or_default).collect();
    rest_of_inits(&found, &mut inits, &mut scope);
    let inits = inits.into_iter().map(Option::unwrap_or_default);
    let rows = found.into_iter().zip(inits).zip(former.into_all());
    rows.map(|((name, init), was)| Found { name, init, was })
        .collect()
}

/// Why a type is called `name`.
fn reason(api: &Api, id: TypeId, name: &str, known: Option<&Block>) -> String {
    let def = api.type_def(id);
    let is_asked = |asked: &String| ident::ident(asked, Case::Type) == name;
    let is_component =
        matches!(def.origin.owner, Owner::Component(_)) && def.origin.steps.is_empty();
    if def.name.as_ref().is_some_and(is_asked) {
        return "an extension asks for it".to_owned();
    }
    let place = crate::ledger::of_type(api, id);
    let made = match is_component {
        true => format!("the component's name, `{place}`"),
        false => format!("where the type is written, `{place}`"),
    };
    match known.filter(|block| block.name == name) {
        None => format!("it is made of {made}"),
        Some(block) => {
            let was = block.was().map(|line| format!("; it was `{}`", line.name));
            let was: String = was.collect();
            format!("the ledger has it; names are made of {made}{was}")
        }
    }
}

fn known_init(scope: &mut Scope, name: &str, known: &Block) -> Option<String> {
    let usual = format!("{name}Init");
    scope.take(known.only(Role::Init).unwrap_or(&usual))
}

/// The structs that `new` takes: in the same file, and after the types themselves.
fn rest_of_inits(types: &[String], inits: &mut [Option<String>], scope: &mut Scope) {
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by_key(|i| &types[*i]);
    for i in order {
        let wanted = || scope.claim(&format!("{}Init", types[i]), Case::Type);
        inits[i] = Some(inits[i].take().unwrap_or_else(wanted));
    }
}

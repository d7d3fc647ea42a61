//! Names to ledger.

use super::{Names, OperationNames, TypeNames, VariableNames, constructors, operation};
use crate::ir::{Api, Operation, TypeDef, TypeKind};
use crate::ledger::{self, Block, Kind, Ledger, Line, Role};

impl Names {
    /// Every name with its place in the document, for the next run.
    pub fn ledger(&self, api: &Api) -> Ledger {
        let mut ledger = Ledger::default();
        for (scheme, name) in api.schemes.iter().zip(&self.schemes) {
            let block = Block {
                name: plain(name),
                ..Block::default()
            };
            ledger.add(Kind::Auth, scheme.id.clone(), block);
        }
        for (place, name) in ledger::of_servers(api).into_iter().zip(&self.servers) {
            if !name.is_empty() {
                let block = Block {
                    name: plain(name),
                    ..Block::default()
                };
                ledger.add(Kind::Server, place, block);
            }
        }
        for names in &self.variables {
            ledger.add(Kind::Variable, names.wire.clone(), of_variable(names));
        }
        for (operation, names) in api.operations.iter().zip(&self.operations) {
            let place = ledger::of_operation(operation);
            ledger.add(Kind::Operation, place, of_operation(operation, names));
        }
        let places = ledger::places(api);
        for ((def, names), place) in api.types.iter().zip(&self.types).zip(places) {
            ledger.add(Kind::Type, place, of_type(api, def, names));
        }
        if api.events.is_some() {
            let places = ledger::of_events(api).into_iter();
            let lines = (self.events.members.iter().zip(places))
                .map(|(name, place)| line(Role::Member, name, Some(place)));
            let block = Block {
                name: plain(&self.events.name),
                alias: false,
                lines: lines.collect(),
            };
            ledger.add(Kind::Events, ledger::EVENTS.to_owned(), block);
        }
        ledger
    }
}

fn of_variable(names: &VariableNames) -> Block {
    let values = names.values.iter();
    let values = values.map(|(value, name)| line(Role::Member, name, Some(value.clone())));
    Block {
        name: plain(&names.setter),
        alias: false,
        lines: values.collect(),
    }
}

fn of_operation(operation: &Operation, names: &OperationNames) -> Block {
    let method = plain(&names.method);
    let usual = [
        (Role::Call, &names.call, ledger::call_of(&method)),
        (Role::Error, &names.error, format!("{}Error", names.call)),
        (Role::Params, &names.args, format!("{}Params", names.call)),
        (
            Role::Success,
            &names.success,
            format!("{}Success", names.call),
        ),
    ];
    let unusual = usual.into_iter().filter(|(_, name, usual)| *name != usual);
    let own = unusual.map(|(role, name, _)| line(role, name, None));
    let places = ledger::of_parameters(operation).into_iter();
    let params = (operation.params.iter().zip(&names.params).zip(places))
        .map(|((param, name), place)| line(member(param.required), name, Some(place)));
    let failures = names.failures.iter().zip(ledger::of_failures(operation));
    let failures = failures.map(|(name, place)| line(Role::Failure, name, Some(place)));
    let successes = names.successes.iter().zip(ledger::of_successes(operation));
    let successes = successes.map(|(name, place)| line(Role::Answer, name, Some(place)));
    let further = names.bodies.iter().zip(&operation.further);
    let further =
        further.map(|(name, body)| line(Role::Further, name, Some(body.media_type.clone())));
    let id = operation::unusual_id(operation, &method).map(|id| {
        let name = crate::name::ident(id, crate::name::Case::Value);
        line(Role::Id, &name, Some(id.to_owned()))
    });
    let lines = id
        .into_iter()
        .chain(own)
        .chain(body(operation))
        .chain(params)
        .chain(failures);
    Block {
        name: method,
        alias: false,
        lines: lines.chain(successes).chain(further).collect(),
    }
}

/// Which media type is the method's own. Plain JSON comes first anyway.
fn body(operation: &Operation) -> Option<Line> {
    let body = operation.body.as_ref()?;
    let name = crate::name::words(&body.suffix, crate::name::Case::Value);
    let place = Some(body.media_type.clone());
    (body.media_type != "application/json").then(|| line(Role::Body, &name, place))
}

fn of_type(api: &Api, def: &TypeDef, names: &TypeNames) -> Block {
    let usual = format!("{}Init", names.name);
    let init = (names.init != usual).then(|| line(Role::Init, &names.init, None));
    let rest = names.rest.as_ref().map(|rest| line(Role::Rest, rest, None));
    let role = |i: usize| match &def.kind {
        TypeKind::Struct(found) => member(found.fields[i].required),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => {
            Role::Member
        }
    };
    let places = ledger::of_members(api, &def.kind);
    let members = (names.members.iter().zip(&places).enumerate())
        .map(|(i, (name, place))| line(role(i), name, Some(place.clone())));
    let was = names.was.iter();
    let was = was.map(|former| line(Role::Was, &former.name, Some(former.place.clone())));
    let of = ledger::standing_for(api, def).map(|text| line(Role::Of, "value", Some(text)));
    let lines = was.chain(of).chain(init).chain(rest).chain(members);
    Block {
        name: names.name.clone(),
        alias: matches!(def.kind, TypeKind::Alias(_)),
        lines: lines.chain(constructors(names, &places)).collect(),
    }
}

/// Those that are not called like their variants.
fn constructors<'a>(names: &'a TypeNames, places: &'a [String]) -> impl Iterator<Item = Line> + 'a {
    let rows = names.constructors.iter().zip(&names.members).zip(places);
    let unusual = rows.filter(|((name, variant), _)| **name != constructors::usual(variant));
    unusual.map(|((name, _), place)| line(Role::Constructor, name, Some(place.clone())))
}

fn member(required: bool) -> Role {
    match required {
        true => Role::Required,
        false => Role::Member,
    }
}

/// Without a place it is the only one of its kind.
fn line(role: Role, name: &str, place: Option<String>) -> Line {
    let name = plain(name);
    Line {
        role,
        place: place.unwrap_or_else(|| name.clone()),
        name,
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

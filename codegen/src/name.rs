//! Every Rust identifier of the output.
//!
//! Names are made when the whole API is known, from where things come from ([`Origin`](crate::ir::Origin)), never from
//! the order in which they were met; what the [`Ledger`] knows keeps the name it has. This is the only place that knows
//! case, keywords and collisions.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeId};
use crate::ledger::{self, Kind, Ledger};

mod choose;
mod constructors;
mod events;
mod former;
mod ident;
mod members;
mod module;
mod moved;
mod operation;
mod record;
mod scope;
mod server;
mod status;
mod types;
mod webhook;

pub(crate) use former::init_of;
pub use ident::{Case, LIMIT, ident};
pub use module::module;
pub(crate) use moved::moved_operations;
pub use operation::OperationNames;
pub use scope::Scope;
pub use server::VariableNames;

/// The arm of every enum and union that keeps what the crate does not know.
pub const UNKNOWN_VARIANT: &str = "Unrecognized";

/// The names of one API; lists run parallel to those of the [`Api`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// One per [`Api::types`].
    pub types: Vec<TypeNames>,
    /// One per [`Api::operations`].
    pub operations: Vec<OperationNames>,
    /// One per [`Api::schemes`]: the constructor in `Auth`, for example `bearer_auth`.
    pub schemes: Vec<String>,
    /// Those of [`Api::events`], where there are any.
    pub events: TypeNames,
    /// One per [`Api::servers`]: the constructor in `Server`, for example `production`. It is empty where nobody has to
    /// choose the server.
    pub servers: Vec<String>,
    /// Those of the variables in the URLs of servers, by what the document calls them.
    pub variables: Vec<VariableNames>,
}

/// The names of one type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeNames {
    /// The type's, for example `PhoneCallResponse`.
    pub name: String,
    /// Its fields' or variants', in order.
    pub members: Vec<String>,
    /// The methods that make a union's variants, in order.
    pub constructors: Vec<String>,
    /// The map of typed additional properties, for example `additional_properties`.
    pub rest: Option<String>,
    /// The struct that `new` takes, where arguments could be mixed up.
    pub init: String,
    /// Names that it had before and that still stand for it, each with the place it had then.
    pub was: Vec<Former>,
}

/// A name that a type had before.
#[derive(Clone, Debug, PartialEq)]
pub struct Former {
    /// The name, for example `Contact`.
    pub name: String,
    /// The place in the document that it stood for, as the ledger writes it.
    pub place: String,
}

impl Names {
    /// The name of a type.
    pub fn ty(&self, id: TypeId) -> &str {
        &self.types[id.0].name
    }
}

/// Names everything. What `ledger` knows keeps its name.
pub fn name(api: &Api, ledger: &Ledger, diagnostics: &mut Diagnostics) -> Names {
    let operations = operation::operations(api, ledger, diagnostics);
    let places = ledger::places(api);
    let blocks: Vec<_> = (places.iter())
        .map(|place| ledger.block(Kind::Type, place))
        .collect();
    let mut types: Vec<TypeNames> = (api.types.iter().zip(&blocks))
        .map(|(def, known)| members::members(api, def, *known, diagnostics))
        .collect();
    let above = types::Above {
        operations: &operations,
        webhooks: &webhook::webhooks(api, &operations),
    };
    let found = types::types(api, above, &types, &blocks, diagnostics);
    for (names, found) in types.iter_mut().zip(found) {
        (names.name, names.init, names.was) = (found.name, found.init, found.was);
    }
    let schemes = members::schemes(api, ledger, diagnostics);
    let events = events::events(api, &operations, ledger, diagnostics);
    let (servers, variables) = server::servers(api, ledger, diagnostics);
    Names {
        types,
        operations,
        schemes,
        events,
        servers,
        variables,
    }
}

/// `text` as the words of a name, without the rules for identifiers: it may be empty or begin with a digit.
pub fn words(text: &str, case: Case) -> String {
    ident::part(text, case)
}

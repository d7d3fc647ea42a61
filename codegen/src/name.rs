//! Every Rust identifier of the output.
//!
//! Names are made when the whole API is known, from where things come from ([`Origin`]), never from the
//! order in which they were met. This is the only place that knows case, keywords and collisions.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, OperationId, Origin, Owner, Step, TypeDef, TypeId, WebhookId};

mod choose;
mod ident;
mod members;
mod module;
mod operation;
mod scope;
mod status;
mod webhook;

use choose::{claim, requested};
pub use ident::Case;
pub use module::module;
pub use operation::OperationNames;
pub use scope::Scope;

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
    "Unknown",
    "Uuid",
    "Vec",
];

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
}

/// The names of one type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeNames {
    /// The type's, for example `PhoneCallResponse`.
    pub name: String,
    /// Its fields' or variants', in order.
    pub members: Vec<String>,
    /// The map of typed additional properties, for example `additional_properties`.
    pub rest: Option<String>,
    /// The struct that `new` takes, where arguments could be mixed up.
    pub init: String,
}

impl Names {
    /// The name of a type.
    pub fn ty(&self, id: TypeId) -> &str {
        &self.types[id.0].name
    }
}

/// Names everything.
pub fn name(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    let operations = operation::operations(api, diagnostics);
    let webhooks = webhook::webhooks(api, &operations);
    let mut scope = Scope::new(TAKEN_TYPES);
    let found = types(api, &operations, &webhooks, &mut scope, diagnostics);
    let inits = inits(&found, &mut scope);
    let types = (api.types.iter().zip(found).zip(inits))
        .map(|((def, name), init)| members::members(def, name, init, diagnostics))
        .collect();
    let schemes = members::schemes(api, diagnostics);
    Names {
        types,
        operations,
        schemes,
    }
}

/// Components first, then what is inside them: a schema that is added never takes an old one's name
/// unless it is called the same.
fn types(
    api: &Api,
    operations: &[OperationNames],
    webhooks: &[String],
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut found: Vec<Option<String>> = vec![None; api.types.len()];
    let mut order: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    let depths: Vec<usize> = order.iter().map(|id| depth(api, *id)).collect();
    let key = |id: &TypeId| {
        let def = api.type_def(*id);
        let wanted = wanted_component(def);
        (
            depths[id.0],
            def.name.is_none(),
            !is_exact(def, &wanted),
            wanted,
            api.way(&def.origin),
        )
    };
    order.sort_by_cached_key(key);
    for id in order {
        let def = api.type_def(id);
        let wanted = match &def.name {
            Some(name) => requested(name, Case::Type, &def.at, diagnostics),
            None => from_origin(&def.origin, &found, operations, webhooks),
        };
        found[id.0] = Some(claim(scope, &wanted, Case::Type, &def.at, diagnostics));
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// The structs that `new` takes: in the same file, and after the types themselves.
fn inits(types: &[String], scope: &mut Scope) -> Vec<String> {
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by_key(|i| &types[*i]);
    let mut found = vec![String::new(); types.len()];
    for i in order {
        found[i] = scope.claim(&format!("{}Init", types[i]), Case::Type);
    }
    found
}

/// How many named things lie around a type.
fn depth(api: &Api, id: TypeId) -> usize {
    let (mut depth, mut next) = (0, id);
    while let Owner::Type(owner) = &api.type_def(next).origin.owner {
        depth += 1;
        next = *owner;
    }
    depth
}

fn wanted_component(def: &TypeDef) -> String {
    match &def.origin.owner {
        Owner::Component(name) => ident::schema(name),
        Owner::Type(_) | Owner::Operation(_) | Owner::Webhook(_) => String::new(),
    }
}

/// Whether the document itself writes the name as Rust does.
fn is_exact(def: &TypeDef, wanted: &str) -> bool {
    matches!(&def.origin.owner, Owner::Component(name) if name == wanted)
}

fn from_origin(
    origin: &Origin,
    types: &[Option<String>],
    operations: &[OperationNames],
    webhooks: &[String],
) -> String {
    let owner = match &origin.owner {
        Owner::Component(name) => ident::schema(name),
        Owner::Type(TypeId(id)) => types[*id].clone().unwrap_or_default(),
        Owner::Operation(OperationId(id)) => operations[*id].call.clone(),
        Owner::Webhook(WebhookId(id)) => webhooks[*id].clone(),
    };
    origin
        .steps
        .iter()
        .fold(owner, |name, step| name + &step_name(step))
}

fn step_name(step: &Step) -> String {
    match step {
        Step::Property(text) | Step::Variant(text) | Step::Param(text) => {
            ident::part(text, Case::Type)
        }
        Step::Item => "Item".to_owned(),
        Step::Value => "Value".to_owned(),
        Step::Body => "Request".to_owned(),
        Step::Response(None) => "Response".to_owned(),
        Step::Response(Some(status)) => status::variant_of_text(status) + "Response",
    }
}

/// The method that makes the variant `variant` of a union, for example `phone_number`.
pub fn constructor(variant: &str) -> String {
    ident::ident(variant.trim_start_matches("r#"), Case::Value)
}

/// `text` as the words of a name, without the rules for identifiers: it may be empty or begin with a digit.
pub fn words(text: &str, case: Case) -> String {
    ident::part(text, case)
}

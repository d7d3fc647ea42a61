//! Every Rust identifier of the output.
//!
//! Names are made when the whole API is known, from where things come from ([`Origin`]), never from the
//! order in which they were met. This is the only place that knows case, keywords and collisions.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Api, Enum, OperationId, Origin, Owner, Step, Struct, TypeDef, TypeId, TypeKind, Union,
};
use crate::source::Pointer;

mod ident;
mod operation;
mod scope;
mod status;

pub use ident::Case;
pub use operation::OperationNames;
pub use scope::Scope;

/// Two things of a document that would have the same Rust name.
const COLLISION: &str = "name-collision";

/// A name that the overlay asks for and Rust does not allow.
const BAD_NAME: &str = "bad-name";

/// Type names that generated files use for something else, or that would hide the prelude's from
/// callers who import everything.
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap", "Box", "Date", "DateTime", "Default", "Duration", "Extra", "From", "Into", "Json",
    "Model", "Ok", "Err", "None", "Option", "Result", "Self", "Some", "String", "Time", "ToString",
    "Unknown", "Uuid", "Vec",
];

/// What every struct has: a property of that name makes way.
const TAKEN_FIELDS: &[&str] = &["extra", "new", "with_extra"];

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
    let types = types(api, &operations, diagnostics);
    let types = api
        .types
        .iter()
        .zip(types)
        .map(|(def, name)| members(def, name, diagnostics))
        .collect();
    let schemes = schemes(api, diagnostics);
    Names {
        types,
        operations,
        schemes,
    }
}

/// Components first, then what is inside them: a schema that is added never takes an old one's name
/// unless it is called the same.
fn types(api: &Api, operations: &[OperationNames], diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_TYPES);
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
            origin_text(&def.origin),
        )
    };
    order.sort_by_cached_key(key);
    for id in order {
        let def = api.type_def(id);
        let wanted = match &def.name {
            Some(name) => requested(name, Case::Type, &def.at, diagnostics),
            None => from_origin(&def.origin, &found, operations),
        };
        found[id.0] = Some(claim(&mut scope, wanted, Case::Type, &def.at, diagnostics));
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
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
        Owner::Type(_) | Owner::Operation(_) => String::new(),
    }
}

/// Whether the document itself writes the name as Rust does.
fn is_exact(def: &TypeDef, wanted: &str) -> bool {
    matches!(&def.origin.owner, Owner::Component(name) if name == wanted)
}

fn origin_text(origin: &Origin) -> String {
    format!("{origin:?}")
}

fn from_origin(origin: &Origin, types: &[Option<String>], operations: &[OperationNames]) -> String {
    let owner = match &origin.owner {
        Owner::Component(name) => ident::schema(name),
        Owner::Type(TypeId(id)) => types[*id].clone().unwrap_or_default(),
        Owner::Operation(OperationId(id)) => operations[*id].call.clone(),
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

fn members(def: &TypeDef, name: String, diagnostics: &mut Diagnostics) -> TypeNames {
    let init = format!("{name}Init");
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
    let names = unique(&mut scope, Case::Value, wanted.collect(), diagnostics);
    let rest = found.rest.as_ref().map(|rest| {
        let wanted = rest
            .name
            .clone()
            .unwrap_or_else(|| "additional_properties".to_owned());
        let wanted = requested(&wanted, Case::Value, &rest.at, diagnostics);
        claim(&mut scope, wanted, Case::Value, &rest.at, diagnostics)
    });
    (names, rest)
}

fn values(found: &Enum, def: &TypeDef, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(&[UNKNOWN_VARIANT, "Self"]);
    let texts: Vec<String> = found
        .values
        .iter()
        .map(|value| value.wire.to_string())
        .collect();
    let wanted = found
        .values
        .iter()
        .zip(&texts)
        .map(|(value, text)| (text.as_str(), value.name.as_deref(), &def.at));
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

fn schemes(api: &Api, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let wanted = api
        .schemes
        .iter()
        .map(|scheme| (scheme.id.as_str(), scheme.name.as_deref(), &scheme.at));
    unique(&mut scope, Case::Value, wanted.collect(), diagnostics)
}

/// The method that makes the variant `variant` of a union, for example `phone_number`.
pub fn constructor(variant: &str) -> String {
    ident::ident(variant.trim_start_matches("r#"), Case::Value)
}

/// `text` as the words of a name, without the rules for identifiers: it may be empty or begin with a digit.
pub fn words(text: &str, case: Case) -> String {
    ident::part(text, case)
}

/// One name for each `(text of the document, name the overlay asks for, place)`. Who is asked for comes
/// first, then who is written the way Rust writes it, then the rest by their text.
pub(crate) fn unique(
    scope: &mut Scope,
    case: Case,
    wanted: Vec<(&str, Option<&str>, &Pointer)>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut idents: Vec<(usize, String)> = Vec::new();
    for (i, (text, asked, at)) in wanted.iter().enumerate() {
        let ident = match asked {
            Some(name) => requested(name, case, at, diagnostics),
            None => ident::ident(text, case),
        };
        idents.push((i, ident));
    }
    idents.sort_by_cached_key(|(i, ident)| {
        let (text, asked, _) = wanted[*i];
        (asked.is_none(), text != ident, text.len(), text.to_owned())
    });
    let mut found = vec![String::new(); wanted.len()];
    for (i, ident) in idents {
        found[i] = claim(scope, ident, case, wanted[i].2, diagnostics);
    }
    found
}

/// `wanted`, or what it becomes when somebody else has it already; that is reported.
fn claim(
    scope: &mut Scope,
    wanted: String,
    case: Case,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> String {
    let collides = scope.is_claimed(&wanted);
    let found = scope.claim(&wanted, case);
    if collides {
        let message =
            format!("something else is called `{wanted}` already; this is called `{found}`");
        diagnostics.push(
            Diagnostic::warning(COLLISION, at.clone(), message)
                .help("choose a name with `x-callsmith-name` in an overlay"),
        );
    }
    found
}

/// A name from the overlay, if Rust allows it.
pub(crate) fn requested(
    name: &str,
    case: Case,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> String {
    let made = ident::ident(name, case);
    if made.trim_start_matches("r#") != name {
        let message = format!("`{name}` is no name that Rust would write here; `{made}` is taken");
        diagnostics.push(Diagnostic::warning(BAD_NAME, at.clone(), message));
    }
    made
}

//! The name ledger, `names.lock`: which part of the document has which name.
//!
//! Of two texts that would give one name, nothing in the document says which was there first. The ledger does: what
//! stands in it keeps its name, and what is new takes what is free. It also keeps the order of arguments and which of
//! several equal inline types is the definition, so that a document put into another order gives the same API.

use crate::ir::{Api, Method, Operation, Owner, TypeId};
use semver::Version;
use std::collections::BTreeMap;

mod follow;
mod moved;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub(crate) use follow::follow;
pub use moved::Moves;
pub(crate) use place::standing_for;
pub use place::{
    EVENTS, of_events, of_failures, of_members, of_operation, of_parameters, of_servers,
    of_successes, of_type, place_of_operation, places,
};
pub(crate) use read::read;

pub use text::version;
pub use write::without_former_names;

/// The file's name.
pub const FILE: &str = "names.lock";

/// Every name of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The version of the crate, where its versions are kept.
    pub version: Option<Version>,
    blocks: BTreeMap<(Kind, String), Block>,
}

/// What can have a block of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A constructor of `Auth`.
    Auth,
    /// A constructor of `Server`.
    Server,
    /// A variable of the URLs of servers.
    Variable,
    /// A method of `Client`.
    Operation,
    /// A type.
    Type,
    /// The choice of what the server sends of its own accord.
    Events,
}

/// Something with a name, and the names inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The name, without `r#`.
    pub name: String,
    /// Whether it is a type that stands for another one.
    pub alias: bool,
    /// The names inside it; required arguments in their order.
    pub lines: Vec<Line>,
}

/// A name inside of something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The name, without `r#`.
    pub name: String,
    /// The place it stands for, seen from its block: a property, a value, a parameter, a status.
    pub place: String,
}

/// What a name inside of something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A name that the type had, and that still stands for it; the place is the one it had then.
    Was,
    /// The operationId, where the method is not called after it.
    Id,
    /// What a type without members is another name of.
    Of,
    /// The struct that `new` takes, where it is not called `<Type>Init`.
    Init,
    /// The call, where it is not called like the method.
    Call,
    /// The call's error, where it is not called `<Call>Error`.
    Error,
    /// The struct of required parameters, where it is not called `<Call>Params`.
    Params,
    /// The enum of its successes, where it is not called `<Call>Success`.
    Success,
    /// The media type of the method's own body, where it is not plain JSON.
    Body,
    /// A method for another body.
    Further,
    /// The map of additional properties.
    Rest,
    /// A required field or parameter: an argument of `new` or of the method.
    Required,
    /// Any other field, variant or parameter.
    Member,
    /// The method that makes a variant, where it is not called like the variant.
    Constructor,
    /// A variant of the call's error.
    Failure,
    /// A variant of the call's success.
    Answer,
}

impl Ledger {
    /// What is known of the thing at `place`.
    pub fn block(&self, kind: Kind, place: &str) -> Option<&Block> {
        self.blocks.get(&(kind, place.to_owned()))
    }

    /// What is known of an operation.
    pub fn operation(&self, operation: &Operation) -> Option<&Block> {
        self.block(Kind::Operation, &of_operation(operation))
    }

    /// The media type that was an operation's own, where that was not plain JSON.
    pub fn media_type(&self, method: Method, path: &str) -> Option<&str> {
        let place = place_of_operation(method, path);
        self.block(Kind::Operation, &place)?.place(Role::Body)
    }

    /// Whether the type at `id`, one of several equal ones, was the one that is written out.
    pub fn defines(&self, api: &Api, id: TypeId) -> bool {
        let block = self.block(Kind::Type, &of_type(api, id));
        block.is_some_and(|block| !block.alias)
    }

    /// Adds a block. What stands for the same place again is not added.
    pub fn add(&mut self, kind: Kind, place: String, block: Block) {
        self.blocks.entry((kind, place)).or_insert(block);
    }

    /// The places of everything of a kind, with what is known of it.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&str, &Block)> {
        let all = self
            .blocks
            .iter()
            .filter(move |((other, _), _)| *other == kind);
        all.map(|((_, place), block)| (place.as_str(), block))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

impl Block {
    /// The name of what stands at `place` inside: a member, required or not.
    pub fn member(&self, place: &str) -> Option<&str> {
        let is_it = |line: &&Line| {
            matches!(line.role, Role::Required | Role::Member) && line.place == place
        };
        self.lines.iter().find(is_it).map(|line| line.name.as_str())
    }

    /// The names that it had before, each with the place it had then.
    pub fn was(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.role == Role::Was)
    }

    /// The constructor of the variant at `place`, where it is not called like the variant.
    pub fn constructor(&self, place: &str) -> Option<&str> {
        let is_it = |line: &&Line| line.role == Role::Constructor && line.place == place;
        self.lines.iter().find(is_it).map(|line| line.name.as_str())
    }

    /// The name of the failure at `place`.
    pub fn failure(&self, place: &str) -> Option<&str> {
        let is_it = |line: &&Line| line.role == Role::Failure && line.place == place;
        self.lines.iter().find(is_it).map(|line| line.name.as_str())
    }

    /// The name of the success at `place`.
    pub fn success(&self, place: &str) -> Option<&str> {
        let is_it = |line: &&Line| line.role == Role::Answer && line.place == place;
        self.lines.iter().find(is_it).map(|line| line.name.as_str())
    }

    /// The name of the method for the body of this media type.
    pub fn further(&self, media_type: &str) -> Option<&str> {
        let is_it = |line: &&Line| line.role == Role::Further && line.place == media_type;
        self.lines.iter().find(is_it).map(|line| line.name.as_str())
    }

    /// The place of the one thing that has `role`.
    pub fn place(&self, role: Role) -> Option<&str> {
        let mut lines = self.lines.iter();
        let found = lines.find(|line| line.role == role);
        found.map(|line| line.place.as_str())
    }

    /// The name of the one thing that has `role`.
    pub fn only(&self, role: Role) -> Option<&str> {
        let mut lines = self.lines.iter();
        lines
            .find(|line| line.role == role)
            .map(|line| line.name.as_str())
    }

    /// Which argument the one at `place` is.
    pub fn argument(&self, place: &str) -> Option<usize> {
        let mut arguments = self.lines.iter().filter(|line| line.role == Role::Required);
        arguments.position(|line| line.place == place)
    }
}

/// `make_call` as `MakeCall`: the call of a method for which the ledger has no other.
pub fn call_of(method: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    method.split('_').map(capital).collect()
}

fn is_component(owner: &Owner) -> Option<&str> {
    match owner {
        Owner::Component(name) => Some(name),
        Owner::Type(_) | Owner::Operation(_) | Owner::Webhook(_) => None,
    }
}

//! The walk over a document, by position.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::node::{Moves, Node};
use super::positions::{Child, Held, Kind, may_refer, required, row, rows};
use super::refs::Ref;
use super::resources::Resources;
use super::sound::Fault;
use super::version::Version;
use super::{CARRIED, callbacks, parameters, sound};
use crate::diagnostic::{At, Diagnostic, Layer, Place, similar};
use crate::source::Pointer;

/// An object has a key that OpenAPI does not know there.
pub(crate) const UNKNOWN_FIELD: &str = "unknown-field";

/// An object has a key of a later OpenAPI version that is not made use of.
pub(crate) const UNSUPPORTED: &str = "unsupported";

/// A key that must be there is not; the empty value stands in.
pub(crate) const MISSING_FIELD: &str = "missing-field";

/// A path does not begin with a slash; it gets one.
pub(crate) const PATH_WITHOUT_SLASH: &str = "path-without-slash";

/// Something is not what OpenAPI wants at its place; it is left out.
pub(crate) const MALFORMED: &str = "malformed";

/// A walk: where it is, and what it leaves behind.
pub(super) struct Walk {
    pub(super) version: Version,
    /// Where the walk is in the lowered document.
    path: Pointer,
    /// From the lowered document to the document before.
    pub(super) layer: Layer,
    /// The other way round, for what moved.
    pub(super) forward: BTreeMap<Pointer, Pointer>,
    pub(super) found: Vec<Diagnostic>,
    /// Whether it is noted how schemas are put into the words of 3.0, and what was.
    tells: bool,
    pub(super) told: Vec<(Pointer, &'static str)>,
    /// The `$ref`s met.
    pub(super) refs: Vec<Ref>,
    /// Schemas with an address of their own.
    pub(super) resources: Resources,
    /// Schemas at places that are not for schemas, lowered already.
    elsewhere: BTreeSet<Pointer>,
}

impl Walk {
    pub(super) fn new(version: Version, tells: bool) -> Self {
        Self {
            tells,
            told: Vec::new(),
            version,
            path: Pointer::root(),
            layer: Layer::moves(),
            forward: BTreeMap::new(),
            found: Vec::new(),
            refs: Vec::new(),
            resources: Resources::default(),
            elsewhere: BTreeSet::new(),
        }
    }

    /// Changes a schema, and notes what that was if it made a difference.
    pub(super) fn step(
        &mut self,
        node: &mut Node,
        text: &'static str,
        change: fn(&mut Self, &mut Node),
    ) {
        let before = self.tells.then(|| node.map.clone());
        change(self, node);
        if before.is_some_and(|before| before != node.map) {
            self.told.push((self.path.clone(), text));
        }
    }

    /// Lowers the whole document.
    pub(super) fn root(&mut self, document: &mut Value) {
        self.object(document, Kind::Root);
    }

    /// Lowers the schema at a place that the walk does not come by, once.
    pub(super) fn schema_elsewhere(&mut self, document: &mut Value, at: &Pointer) {
        let mut around = Some(at.clone());
        while let Some(here) = around {
            if self.elsewhere.contains(&here) {
                return;
            }
            around = here.parent();
        }
        let Some(value) = at.get_mut(document) else {
            return;
        };
        self.path = at.clone();
        self.schema(value);
        self.path = Pointer::root();
        self.elsewhere.insert(at.clone());
    }

    /// Whether the schema at hand was lowered before what is around it.
    pub(super) fn is_lowered(&self) -> bool {
        !self.elsewhere.is_empty() && self.elsewhere.contains(&self.path)
    }

    /// Lowers an object of that kind, and everything in it.
    fn object(&mut self, value: &mut Value, kind: Kind) {
        if kind == Kind::Schema {
            return self.schema(value);
        }
        let Value::Object(map) = value else { return };
        let refers = may_refer(kind) && map.get("$ref").is_some_and(Value::is_string);
        let has_room = matches!(kind, Kind::PathItem | Kind::MediaType) && map.len() > 1;
        if refers {
            self.refer(self.path.clone(), false);
        }
        if refers && !has_room {
            return;
        }
        let mut node = Node::new(std::mem::take(map));
        node.reserve();
        self.keys(&mut node, kind);
        match kind {
            Kind::Parameter | Kind::Header | Kind::Encoding | Kind::Link => {
                parameters::lower(self, &mut node, kind);
            }
            Kind::Operation | Kind::Components => callbacks::lower(&mut node, kind),
            _ => {}
        }
        self.fill(&mut node, kind);
        self.leave(value, node, kind);
    }

    /// Writes a rewritten object back and goes on with what it contains.
    pub(super) fn leave(&mut self, value: &mut Value, node: Node, kind: Kind) {
        let (map, moves) = node.finish();
        *value = Value::Object(map);
        self.note(moves);
        for (key, child) in value.as_object_mut().into_iter().flatten() {
            let base = key.strip_prefix(CARRIED).unwrap_or(key);
            if let Some(row) = row(kind, base) {
                self.child(key, child, row.child);
            }
        }
    }

    fn child(&mut self, key: &str, value: &mut Value, child: Child) {
        match (child, value) {
            (Child::One(kind), value) => self.at(key, |walk| walk.object(value, kind)),
            (Child::SchemaOrFlag | Child::SchemaOrNames, Value::Bool(_)) => {}
            (Child::SchemaOrFlag, value) => self.at(key, |walk| walk.schema(value)),
            (Child::List(kind), Value::Array(items)) => self.at(key, |walk| {
                for (index, item) in items.iter_mut().enumerate() {
                    walk.at(&index.to_string(), |walk| walk.object(item, kind));
                }
            }),
            (Child::Map(kind), Value::Object(map)) => self.at(key, |walk| {
                for (name, item) in map {
                    walk.at(name, |walk| walk.object(item, kind));
                }
            }),
            (Child::SchemaOrNames, Value::Object(map)) => self.at(key, |walk| {
                for (name, item) in map.iter_mut().filter(|(_, item)| item.is_object()) {
                    walk.at(name, |walk| walk.schema(item));
                }
            }),
            _ => {}
        }
    }

    fn at(&mut self, token: &str, step: impl FnOnce(&mut Self)) {
        self.path.push(token);
        step(self);
        self.path.pop();
    }

    fn note(&mut self, Moves { moves, aliases }: Moves) {
        if moves.is_empty() && aliases.is_empty() {
            return;
        }
        let origin = self.origin();
        for (now, before) in moves {
            let (now, before) = (self.path.extend(&now), origin.extend(&before));
            // What asks for a wrapped object shall find the wrapper.
            if now.below(&before).is_none() {
                self.forward.insert(before.clone(), now.clone());
            }
            self.layer.insert(now, Place::Document(before));
        }
        for (before, now) in aliases {
            self.forward
                .insert(origin.extend(&before), self.path.extend(&now));
        }
    }

    /// Treats every key of an object by its row.
    pub(super) fn keys(&mut self, node: &mut Node, kind: Kind) {
        for key in node.keys() {
            if key.starts_with("x-") {
                continue;
            }
            match row(kind, &key) {
                Some(row) => self.known(node, &key, row.child, row.held),
                None => self.unknown(node, &key, kind),
            }
        }
    }

    fn known(&mut self, node: &mut Node, key: &str, child: Child, held: Held) {
        if held == Held::Unsupported {
            self.warn(
                UNSUPPORTED,
                key,
                format!("`{key}` is not supported here; it is left out"),
            );
        }
        let Some(value) = node.map.get_mut(key) else {
            return;
        };
        self.absent(value, key, child);
        match value {
            // An empty value in YAML: as good as nothing, but where null is a value.
            Value::Null if child != Child::Data => drop(node.map.shift_remove(key)),
            Value::Null => node.carry(key),
            value => {
                let is_guess = sound::mend(value, child);
                let fits = sound::fits(value, child);
                if is_guess || held != Held::Unsupported && !fits {
                    let (expected, outcome) = (sound::expected(child), outcome(is_guess));
                    self.warn(
                        MALFORMED,
                        key,
                        format!("`{key}` must be {expected}; it is {outcome}"),
                    );
                }
                if held != Held::Unsupported && fits {
                    let faults = sound::faults(value, child);
                    self.members(node, key, child, &faults);
                }
                if held != Held::Yes || !fits {
                    node.carry(key);
                }
            }
        }
    }

    /// A null costs more than itself where an object should be. A response
    /// without a word is one all the same.
    fn absent(&mut self, value: &mut Value, key: &str, child: Child) {
        match child {
            _ if !value.is_null() => {}
            Child::One(Kind::Response) => *value = Value::Object(Map::new()),
            Child::One(Kind::Operation | Kind::PathItem | Kind::Schema) => {
                self.warn(MALFORMED, key, format!("`{key}` is empty; it is left out"));
            }
            _ => {}
        }
    }

    /// Leaves out what cannot stand in a list or map.
    fn members(&mut self, node: &mut Node, key: &str, child: Child, faults: &[Fault]) {
        if faults.is_empty() {
            return;
        }
        let at = Pointer::root().join(key);
        for (token, fault) in faults {
            self.found.push(Diagnostic::warning(
                MALFORMED,
                self.origin().extend(&at).join(token),
                *fault,
            ));
        }
        let are_schemas = matches!(child, Child::List(Kind::Schema) | Child::Map(Kind::Schema));
        let Some(value) = node.map.get_mut(key).filter(|_| !are_schemas) else {
            return;
        };
        for (now, before) in sound::without(value, faults) {
            node.moved(at.join(now), &at.join(before));
        }
    }

    fn unknown(&mut self, node: &mut Node, key: &str, kind: Kind) {
        let upper = key.to_ascii_uppercase();
        if kind == Kind::Responses && row(kind, &upper).is_some() && !node.has(&upper) {
            node.rename(key, &upper);
            return self.known(node, &upper, Child::One(Kind::Response), Held::Yes);
        }
        if let Some(status) = status(key).filter(|code| kind == Kind::Responses && !node.has(code))
        {
            let message = format!("`{key}` is no status; it is taken for `{status}`");
            self.warn(MALFORMED, key, message);
            node.rename(key, status);
            return self.known(node, status, Child::One(Kind::Response), Held::Yes);
        }
        let path = format!("/{key}");
        if kind == Kind::Paths
            && !node.has(&path)
            && node.map.get(key).is_some_and(Value::is_object)
        {
            self.warn(
                PATH_WITHOUT_SLASH,
                key,
                format!("the path `{key}` does not begin with `/`; it is taken to"),
            );
            return node.rename(key, &path);
        }
        let message = format!("`{key}` is not known here; it is ignored");
        let mut warning = Diagnostic::warning(UNKNOWN_FIELD, self.origin().join(key), message);
        if let Some(meant) = similar(key, rows(kind).iter().map(|row| row.key)) {
            warning = warning.help(format!("did you mean `{meant}`?"));
        }
        self.found.push(warning);
        node.carry(key);
    }

    /// Inserts what `openapiv3` demands.
    fn fill(&mut self, node: &mut Node, kind: Kind) {
        for (key, empty, is_mistake) in required(kind) {
            if node.has(key) {
                continue;
            }
            if *is_mistake {
                let message = format!("`{key}` is missing");
                self.found
                    .push(Diagnostic::warning(MISSING_FIELD, self.origin(), message));
            }
            let empty = serde_json::from_str(empty).unwrap_or(Value::Null);
            node.map.insert((*key).to_owned(), empty);
        }
    }

    /// Warns about an entry of the object at hand.
    pub(super) fn warn(&mut self, code: &'static str, key: &str, message: String) {
        self.found.push(Diagnostic::warning(
            code,
            At::Document(self.origin().join(key)),
            message,
        ));
    }

    /// Where the object at hand was in the document before.
    pub(super) fn origin(&self) -> Pointer {
        match self.layer.before(&self.path) {
            Place::Document(pointer) | Place::Source(_, pointer) => pointer,
        }
    }

    /// Notes an object with a `$ref`.
    pub(super) fn refer(&mut self, at: Pointer, is_schema: bool) {
        let around = self.resources.current();
        self.refs.push(Ref {
            at,
            is_schema,
            around,
        });
    }

    /// Where the object at hand is now.
    pub(super) fn here(&self) -> Pointer {
        self.path.clone()
    }
}

fn outcome(is_guess: bool) -> &'static str {
    match is_guess {
        true => "taken to be one",
        false => "left out",
    }
}

/// The status that a key of the Responses Object begins with: `200 OK`.
fn status(key: &str) -> Option<&str> {
    let (status, _) = key
        .trim()
        .split_once(|c: char| !c.is_ascii_alphanumeric())?;
    row(Kind::Responses, status).map(|_| status)
}

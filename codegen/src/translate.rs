//! The typed document to the [`Api`]: what is called, and what values look like.
//!
//! Before: a lowered document, parsed. After: an [`Api`] in which every schema that matters is a
//! type, whatever cannot be typed is [`Type::Json`] with a warning, and nothing has a Rust name yet.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Api, Method, Origin, Owner, Package, Period, RateLimit, Type, TypeDef, TypeId, TypeKind, Usage,
    Visits,
};
use crate::resolve::{REF_MISPLACED, Resolver};
use crate::source::Pointer;
use elsewhere::Elsewhere;
use facts::Facts;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

mod all_of;
mod answer;
mod body;
mod codes;
mod elsewhere;
mod encoding;
mod enumeration;
mod facts;
mod headers;
mod ignored;
mod made;
mod notes;
mod object;
mod operation;
mod pages;
mod parameter;
mod response;
mod rules;
mod safety;
mod scalar;
mod schema;
mod security;
mod sensitive;
mod server;
mod signature;
mod tuple;
mod union;
mod visits;
mod webhook;

pub(crate) use response::{is_json, is_plain_json};

/// A limit of requests that cannot be meant.
const BAD_RATE_LIMIT: &str = "bad-rate-limit";

/// Which media type was an operation's own before, by its method and path.
pub(crate) type Pinned<'p> = &'p dyn Fn(Method, &str) -> Option<String>;

/// Reads the API out of the document.
pub(crate) fn translate<'a>(
    resolver: &'a Resolver,
    check_requests: bool,
    pinned: Pinned<'_>,
    visits: Visits,
    diagnostics: &'a mut Diagnostics,
) -> Api {
    let mut translation = Translation {
        resolver,
        check_requests,
        plain_pages: false,
        defs: Vec::new(),
        seen: IndexMap::new(),
        pending: VecDeque::new(),
        in_progress: made::InProgress::default(),
        budget: all_of::Budget::new(resolver.values),
        flattened: BTreeMap::new(),
        harmless: RefCell::default(),
        heirs: union::Heirs::of(resolver),
        elsewhere: Elsewhere::default(),
        within: BTreeSet::new(),
        is_full: false,
        bad_servers: BTreeSet::new(),
        owner: None,
        api: Api {
            visits,
            ..Api::default()
        },
        diagnostics,
    };
    translation.root();
    translation.components();
    translation.operations(pinned);
    translation.webhooks();
    translation.finish_components();
    translation.finish()
}

/// The work in progress: what has been met so far.
struct Translation<'a> {
    resolver: &'a Resolver,
    /// Whether values are checked before they are sent where no mark says so or otherwise.
    check_requests: bool,
    /// Whether lists that plainly come page by page are read so where nobody has said it of the operation.
    plain_pages: bool,
    /// `None` while the type is being translated.
    defs: Vec<Option<TypeDef>>,
    /// Types of schemas that are referred to, by reference.
    seen: IndexMap<String, Type>,
    /// Components that have a place but no definition yet. They wait in line, so that schemas that refer to
    /// each other in a long chain do not make a deep recursion.
    pending: VecDeque<(String, TypeId, &'a Schema)>,
    in_progress: made::InProgress,
    /// What may still be merged.
    budget: all_of::Budget,
    /// What schemas that are referred to say with everything merged in, as far as it was asked for of late.
    flattened: BTreeMap<&'a str, Rc<Facts<'a>>>,
    /// References to schemas that have been found to hide nothing.
    harmless: RefCell<BTreeSet<&'a str>>,
    heirs: union::Heirs<'a>,
    /// Schemas inside others that are referred to.
    elsewhere: Elsewhere<'a>,
    /// The places of the schemas being translated, each inside the one before.
    within: BTreeSet<Pointer>,
    /// Whether there are too many types already.
    is_full: bool,
    /// URLs of servers that have been reported.
    bad_servers: BTreeSet<String>,
    /// The type of the component that is being translated.
    owner: Option<TypeId>,
    api: Api,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Translation<'a> {
    fn root(&mut self) {
        let resolver = self.resolver;
        let info = &resolver.api.info;
        self.api.title = info.title.clone();
        self.api.version = info.version.clone();
        self.api.docs = info.description.clone().unwrap_or_default();
        self.api.package = package(&resolver.api.extensions);
        self.servers();
        self.api.rate_limit = self.rate_limit(&resolver.api.extensions);
        self.api.error_code = self.error_code(&resolver.api.extensions, &Pointer::root());
        self.api.signature = self.signature(&resolver.api.extensions);
        self.plain_pages = self.accepts_plain_pages();
        self.security();
    }

    /// Every component, used or not: `passes::usage` drops what nothing reaches.
    fn components(&mut self) {
        let resolver = self.resolver;
        let schemas = resolver
            .api
            .components
            .iter()
            .flat_map(|components| components.schemas.keys());
        for name in schemas {
            let at = Pointer::root()
                .join("components")
                .join("schemas")
                .join(name);
            self.reference(&format!("#{at}"), &at);
        }
    }

    /// Defines the components that wait, and those that are met on the way.
    fn finish_components(&mut self) {
        loop {
            while let Some((reference, id, schema)) = self.pending.pop_front() {
                let at = crate::resolve::pointer(&reference);
                self.for_type(id, &at, |this| {
                    this.define_component(&reference, id, schema)
                });
            }
            if !self.define_elsewhere() {
                return;
            }
        }
    }

    /// The type a reference stands for. A reference to nowhere is any JSON value, and a warning.
    fn reference(&mut self, reference: &str, at: &Pointer) -> Type {
        let reference = crate::resolve::normal(reference);
        if let Some(found) = self.seen.get(&reference) {
            return found.clone();
        }
        let resolver = self.resolver;
        if crate::resolve::component(&reference, "schemas").is_none() {
            return self.elsewhere(&reference, at);
        }
        match resolver.schema(&reference) {
            None => {
                self.dangling(
                    &reference,
                    at,
                    "this is no schema; the value is left untyped",
                );
                self.untyped(at)
            }
            Some(ReferenceOr::Reference { reference: next }) => self.alias(&reference, next),
            Some(ReferenceOr::Item(schema)) => self.component(&reference, schema),
        }
    }

    /// Reports a reference that cannot be used, unless it points at nothing: lowering has said that.
    fn dangling(&mut self, reference: &str, at: &Pointer, message: &str) {
        if !self.resolver.is_dangling(reference) {
            let message = format!("`{reference}`: {message}");
            self.warn(
                Diagnostic::warning(REF_MISPLACED, at.clone(), message)
                    .help("refer to something of the kind that belongs here"),
            );
        }
    }

    fn rate_limit(&mut self, extensions: &Extensions) -> Option<RateLimit> {
        const NAME: &str = "x-callsmith-rate-limit";
        let extension = extensions.get(NAME)?;
        let limit = rate_limit(extension);
        if limit.is_none() {
            let message =
                "this is no number of `requests` `per` second, minute, hour or day; it is ignored";
            let at = Pointer::root().join(NAME);
            self.warn(Diagnostic::warning(BAD_RATE_LIMIT, at, message));
        }
        limit
    }

    /// A place for a type that is about to be translated.
    fn reserve(&mut self) -> TypeId {
        self.defs.push(None);
        TypeId(self.defs.len() - 1)
    }

    fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Any JSON value, and a line for the outline.
    fn untyped(&mut self, at: &Pointer) -> Type {
        self.api.untyped.push(at.clone());
        Type::Json
    }

    fn finish(mut self) -> Api {
        let unfinished = |i: usize| TypeDef {
            origin: Origin {
                owner: Owner::Component(format!("unfinished {i}")),
                steps: Vec::new(),
            },
            name: None,
            kind: TypeKind::Alias(Type::Json),
            docs: String::new(),
            deprecated: false,
            usage: Usage::default(),
            at: Pointer::root(),
        };
        self.api.types = self
            .defs
            .into_iter()
            .enumerate()
            .map(|(i, def)| def.unwrap_or_else(|| unfinished(i)))
            .collect();
        self.elsewhere.settle(&mut self.api);
        self.api
    }
}

type Extensions = IndexMap<String, serde_json::Value>;

fn package(extensions: &Extensions) -> Package {
    let value = |key: &str| extensions.get("x-callsmith-package")?.get(key);
    let text = |key: &str| value(key)?.as_str().map(str::to_owned);
    Package {
        name: text("name"),
        version: text("version"),
        url: text("url"),
        env: text("env"),
        include: value("include").cloned().unwrap_or_default(),
        exclude: value("exclude").cloned().unwrap_or_default(),
    }
}

fn rate_limit(extension: &serde_json::Value) -> Option<RateLimit> {
    let requests = u32::try_from(extension.get("requests")?.as_u64()?).ok()?;
    let per = extension.get("per")?.as_str()?;
    let per = Period::ALL
        .into_iter()
        .find(|known| known.as_str() == per)?;
    (requests > 0).then_some(RateLimit { requests, per })
}

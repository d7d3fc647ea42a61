//! The API of a crate as data: what callers can see, item by item, with the place in the document that each stands for.
//!
//! Two surfaces can be compared ([`compare`](crate::compare)): what one says of an item and the other does not is a
//! change that callers meet. What they do not see is not in it: the order of the document, names of schemas that make no
//! type.

use crate::diagnostic::Origins;
use crate::emit::{Cx, told};
use crate::ir::Rule;
use crate::source::Pointer;
use std::collections::BTreeMap;

mod crate_wide;
mod operations;
mod types;

/// Every item of an API, by kind and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The crate's name, for example `verbex-client`.
    pub package: String,
    /// Its version.
    pub version: String,
    /// What callers can see. An item is the same as another one of the same kind and place, whatever it is called.
    pub items: BTreeMap<Key, Item>,
}

/// What an item is, and where it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Its place as `names.lock` has it: `POST /calls`, `POST /calls ?query limit`, `Contact`, `Contact.phone`.
    pub place: String,
}

/// What an item can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What holds for all calls: limits, security, the server.
    Client,
    /// A feature of the crate.
    Feature,
    /// A constructor of `Auth`.
    Auth,
    /// A constructor of `Server`.
    Server,
    /// A method of `Client`.
    Operation,
    /// A parameter of a method or call.
    Parameter,
    /// What a method sends, under one media type.
    Body,
    /// A success that is told apart by its status.
    Success,
    /// A variant of a call's error.
    Failure,
    /// A type.
    Type,
    /// A name that a type had before, and that still stands for it.
    FormerName,
    /// A field of a struct.
    Field,
    /// A value of an enum.
    Value,
    /// A variant of a union.
    Variant,
    /// A variant of `events::Event`.
    Event,
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Kind; 15] = [
        Kind::Client,
        Kind::Feature,
        Kind::Auth,
        Kind::Server,
        Kind::Operation,
        Kind::Parameter,
        Kind::Body,
        Kind::Success,
        Kind::Failure,
        Kind::Type,
        Kind::FormerName,
        Kind::Field,
        Kind::Value,
        Kind::Variant,
        Kind::Event,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Client => "client",
            Kind::Feature => "feature",
            Kind::Auth => "credential",
            Kind::Server => "server",
            Kind::Operation => "operation",
            Kind::Parameter => "parameter",
            Kind::Body => "body",
            Kind::Success => "success",
            Kind::Failure => "failure",
            Kind::Type => "type",
            Kind::FormerName => "former name",
            Kind::Field => "field",
            Kind::Value => "value",
            Kind::Variant => "variant",
            Kind::Event => "event",
        }
    }
}

/// Something that callers can name, or that decides what happens when they do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its path in the crate, for example `types::Contact::phone`.
    pub path: String,
    /// The place of the item that it belongs to.
    pub owner: Option<Key>,
    /// What is to be said of it, by the words of [`facts`].
    pub facts: BTreeMap<Fact, String>,
    /// Where it stands: which of the sources, and where in it.
    pub at: (usize, Pointer),
}

/// The word for something that can be said of an item.
pub type Fact = &'static str;

/// What can be said of an item. What is not said does not hold.
pub mod facts {
    use super::Fact;

    macro_rules! facts {
        ($($(#[$docs:meta])* $name:ident = $word:literal;)*) => {
            $($(#[$docs])* pub const $name: Fact = $word;)*

            /// The fact of that word.
            pub fn of(word: &str) -> Option<Fact> {
                [$($name),*].into_iter().find(|fact| *fact == word)
            }
        };
    }

    facts! {
        /// The description.
        DOCS = "docs";
        /// The document advises against it.
        DEPRECATED = "deprecated";
        /// Its Rust type.
        TYPE = "type";
        /// Callers must give it.
        REQUIRED = "required";
        /// The names of arguments, in their order.
        ORDER = "order of arguments";
        /// What the server takes where nothing is sent.
        DEFAULT = "default";
        /// What is checked before it is sent.
        CHECKED = "checks";
        /// It is hidden in `Debug`.
        SENSITIVE = "sensitive";
        /// How it is written.
        STYLE = "style";
        /// What a method gives.
        GIVES = "gives";
        /// What a repeat of the call does.
        SAFETY = "a repeat is";
        /// Which credentials it takes.
        SECURITY = "security";
        /// Which statuses are successes.
        STATUSES = "successes";
        /// How its list is read page by page.
        PAGES = "pages";
        /// Where it is sent.
        SERVER = "server";
        /// The media types that travel.
        MEDIA_TYPES = "media types";
        /// What `events()` of its call gives.
        EVENTS = "events";
        /// What `json_lines()` of its call gives.
        LINES = "lines of JSON";
        /// Media types that `accept()` of its call takes.
        ACCEPT = "accepts";
        /// The headers that come with it.
        HEADERS = "headers";
        /// Struct, enum, union, tuple or alias.
        FORM = "form";
        /// Callers can make values of it.
        MADE = "made by callers";
        /// Its only value.
        FIXED = "always";
        /// How it is recognised.
        TOLD_BY = "told by";
        /// Where in the document it stands.
        PLACE = "place";
        /// The requests per period that are documented.
        RATE_LIMIT = "rate limit";
        /// Where the provider's codes of failures stand.
        ERROR_CODE = "error code";
        /// How webhooks are signed.
        SIGNATURE = "signature";
    }
}

impl Surface {
    pub(crate) fn new(cx: Cx<'_>, origins: &Origins) -> Self {
        let mut surface = Self {
            package: cx.package.name.clone(),
            version: cx.package.version.clone(),
            items: BTreeMap::new(),
        };
        crate_wide::add(cx, &mut surface);
        operations::add(cx, &mut surface);
        types::add(cx, &mut surface);
        for item in surface.items.values_mut() {
            item.at = origins.source(&item.at.1);
        }
        surface
    }

    fn add(&mut self, key: Key, item: Item) {
        self.items.insert(key, item);
    }
}

impl Key {
    fn new(kind: Kind, place: impl Into<String>) -> Self {
        let place = place.into();
        Self { kind, place }
    }

    /// Something inside of it.
    fn inside(&self, kind: Kind, place: &str) -> Self {
        Self::new(kind, format!("{} {place}", self.place))
    }
}

impl Item {
    fn new(path: impl Into<String>, at: &Pointer) -> Self {
        Self {
            path: path.into(),
            at: (0, at.clone()),
            ..Self::default()
        }
    }

    fn of(mut self, owner: &Key) -> Self {
        self.owner = Some(owner.clone());
        self
    }

    /// Says something, unless there is nothing to say.
    fn say(mut self, fact: Fact, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.facts.insert(fact, text);
        }
        self
    }

    /// Says what is checked before it is sent.
    fn checks(self, rules: &[Rule]) -> Self {
        let text = if rules.is_empty() {
            String::new()
        } else {
            told(rules)
        };
        self.say(facts::CHECKED, text)
    }

    /// Says that something holds.
    fn holds(self, fact: Fact, whether: bool) -> Self {
        self.say(fact, if whether { "yes" } else { "" })
    }
}

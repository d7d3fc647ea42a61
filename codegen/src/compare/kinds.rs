//! The kinds of differences: what each does to callers, and what they do about it. One row each.

use crate::surface::{Item, Kind, facts};

/// What a difference does to those who use the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It is said otherwise.
    Docs,
    /// There is more; what was there stays as it is.
    Additive,
    /// Everything compiles, and something else happens.
    Behaviour,
    /// Code that uses it does not compile any more.
    Breaks,
}

impl Effect {
    /// All of them, the mildest first.
    pub const ALL: [Effect; 4] = [
        Effect::Docs,
        Effect::Additive,
        Effect::Behaviour,
        Effect::Breaks,
    ];

    /// `breaks`, `behaviour`, `additive` or `docs`.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Docs => "docs",
            Effect::Additive => "additive",
            Effect::Behaviour => "behaviour",
            Effect::Breaks => "breaks",
        }
    }

    /// What it is for people.
    pub fn title(self) -> &'static str {
        match self {
            Effect::Docs => "Documentation only",
            Effect::Additive => "Added, nothing to do",
            Effect::Behaviour => "Compiles as before, behaves otherwise",
            Effect::Breaks => "Breaks callers",
        }
    }
}

/// A kind of differences.
#[derive(Debug)]
pub struct ChangeKind {
    /// Its code, for example `operation-removed`.
    pub code: &'static str,
    /// What it does to callers.
    pub effect: Effect,
    /// What happened, in a few words.
    pub title: &'static str,
    /// What a caller does about it; empty where there is nothing to do.
    pub advice: &'static str,
    when: When,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Come,
    Gone,
    Renamed,
    /// Something is said of it that was not, or otherwise, or no more: whether it was said, and whether it is.
    Said(&'static str, bool, bool),
}

/// Which differences a row is about.
#[derive(Clone, Copy, Debug)]
enum When {
    Come(Option<Kind>),
    /// It has come, and callers must give it.
    ComeRequired(Kind),
    Gone(Option<Kind>),
    Renamed,
    /// A fact is there that was not.
    Gains(Option<Kind>, &'static str),
    /// A fact was there and is not.
    Loses(Option<Kind>, &'static str),
    /// A fact is another one, or any of the two above.
    Differs(Option<Kind>, &'static str),
    /// Whatever no other row is about.
    Else,
}

use Effect::{Additive, Behaviour, Breaks, Docs};
use When::{Come, ComeRequired, Differs, Else, Gains, Gone, Loses, Renamed};

macro_rules! rows {
    ($($when:expr => $code:literal, $effect:expr, $title:literal, $advice:expr;)*) => {
        &[$(ChangeKind { code: $code, effect: $effect, title: $title, advice: $advice, when: $when }),*]
    };
}

const GIVE: &str = "hand it over";
const ASK: &str = "ask the provider what takes its place, and take out what uses it";

/// The first row that is about a difference counts.
static ROWS: &[ChangeKind] = rows! {
    ComeRequired(Kind::Parameter) => "parameter-added-required", Breaks, "a parameter more that must be given",
        GIVE;
    ComeRequired(Kind::Field) => "field-added-required", Breaks, "a field more that must be given", GIVE;
    ComeRequired(Kind::Body) => "body-added-required", Breaks, "a body that must be given", GIVE;
    Come(Some(Kind::Operation)) => "operation-added", Additive, "an operation more", "";
    Come(Some(Kind::Parameter)) => "parameter-added", Additive, "a parameter more that can be set", "";
    Come(Some(Kind::Body)) => "body-added", Additive, "a body more that can be sent", "";
    Come(Some(Kind::Field)) => "field-added", Additive, "a field more", "";
    Come(Some(Kind::Value)) => "value-added", Additive, "a value more",
        "it was `Unrecognized` before: a `match` that cares gets an arm for it";
    Come(Some(Kind::Variant)) => "variant-added", Additive, "a variant more",
        "it was `Unrecognized` before: a `match` that cares gets an arm for it";
    Come(Some(Kind::Failure)) => "failure-added", Additive, "a failure more that is typed",
        "it was `Error::UnexpectedStatus` before: who looks for that gets `Error::Api` now";
    Come(Some(Kind::Success)) => "success-added", Additive, "a success more that is told apart", "";
    Come(Some(Kind::Event)) => "event-added", Additive, "an event more", "it was `Event::Unrecognized` before";
    Come(Some(Kind::FormerName)) => "renamed-with-alias", Additive, "it is called otherwise; the old name stands for it",
        "use the new name: the compiler warns of the old one, until `cargo xtask names prune`";
    Come(Some(Kind::Type)) => "type-added", Additive, "a type more", "";
    Come(Some(Kind::Feature)) => "feature-added", Additive, "a feature of the crate more", "";
    Come(None) => "added", Additive, "something more", "";
    Gone(Some(Kind::Operation)) => "operation-removed", Breaks, "an operation is gone", ASK;
    Gone(Some(Kind::Parameter)) => "parameter-removed", Breaks, "a parameter is gone",
        "take it out; `extra_query` or `header` can still send one";
    Gone(Some(Kind::Field)) => "field-removed", Breaks, "a field is gone",
        "take it out; what a server still sends is in `extra()`";
    Gone(Some(Kind::Value)) => "value-removed", Breaks, "a value is gone",
        "take it out; a server may still send it, as `Unrecognized`, and `other(..)` makes it";
    Gone(Some(Kind::Variant)) => "variant-removed", Breaks, "a variant is gone",
        "take it out; a server may still send it, as `Unrecognized`";
    Gone(Some(Kind::Failure)) => "failure-removed", Breaks, "a failure is not documented any more",
        "take it out; it is `Error::UnexpectedStatus` where it comes";
    Gone(Some(Kind::Type)) => "type-removed", Breaks, "a type is gone", ASK;
    Gone(Some(Kind::FormerName)) => "former-name-removed", Breaks, "a former name of a type is gone",
        "use the name that the compiler has warned to use";
    Gone(Some(Kind::Event)) => "event-removed", Breaks, "an event is gone",
        "take it out; a server may still send it, as `Unrecognized`";
    Gone(Some(Kind::Feature)) => "feature-removed", Breaks, "a feature of the crate is gone",
        "take it out of Cargo.toml";
    Gone(None) => "removed", Breaks, "something is gone", ASK;
    Renamed => "renamed", Breaks, "it is called otherwise", "use the new name";
    Differs(None, facts::DOCS) => "docs-changed", Docs, "it is said otherwise", "";
    Gains(None, facts::DEPRECATED) => "deprecated", Additive, "the provider advises against it",
        "the compiler warns of its uses";
    Loses(None, facts::DEPRECATED) => "not-deprecated", Additive, "the provider does not advise against it any more",
        "";
    Gains(None, facts::REQUIRED) => "made-required", Breaks, "it must be given", GIVE;
    Loses(None, facts::REQUIRED) => "made-optional", Breaks, "it need not be given any more",
        "set it where it is wanted: it is no argument now";
    Differs(Some(Kind::Operation), facts::PLACE) => "operation-moved", Behaviour, "it is sent to another path, or by another method",
        "nothing, if the provider serves both: deploy when it does";
    Differs(None, facts::FORM) => "form-changed", Breaks, "the type is of another kind",
        "make and read it as what it is now";
    Differs(Some(Kind::Auth), facts::TYPE) => "credential-changed", Breaks, "a credential is made of something else",
        GIVE;
    Differs(None, facts::TYPE) => "type-changed", Breaks, "it has another type",
        "hand over and expect the new type";
    Differs(None, facts::ORDER) => "arguments-reordered", Breaks, "its arguments are in another order",
        "put them into the new order; arguments of one type are named, so that the compiler tells";
    Differs(None, facts::GIVES) => "answer-changed", Breaks, "the answer has another type", "expect the new type";
    Gains(None, facts::MADE) => "made-by-callers", Additive, "callers can make values of it", "";
    Loses(None, facts::MADE) => "not-made-by-callers", Breaks, "callers cannot make values of it any more",
        "no request takes it: take it out";
    Gains(None, facts::HEADERS) => "headers-added", Additive, "its headers are typed", "";
    Differs(None, facts::HEADERS) => "headers-changed", Breaks, "its headers have another type",
        "name the new type";
    Gains(None, facts::EVENTS) => "events-added", Additive, "it can be read as events", "";
    Differs(None, facts::EVENTS) => "events-changed", Breaks, "its events have another type, or are gone",
        "expect the new type, or await the whole answer";
    Gains(None, facts::LINES) => "lines-added", Additive, "it can be read as lines of JSON", "";
    Differs(None, facts::LINES) => "lines-changed", Breaks, "its lines have another type, or are gone",
        "expect the new type, or await the whole answer";
    Gains(None, facts::ACCEPT) => "accept-added", Additive, "other media types can be asked for", "";
    Loses(None, facts::ACCEPT) => "accept-removed", Breaks, "no other media type can be asked for any more",
        "take `accept()` out";
    Differs(None, facts::ACCEPT) => "accept-changed", Behaviour, "other media types can be asked for than before",
        "look whether yours is among them";
    Gains(None, facts::PAGES) => "pages-added", Additive, "it can be read page by page", "";
    Loses(None, facts::PAGES) => "pages-removed", Breaks, "it cannot be read page by page any more",
        "await it once";
    Differs(None, facts::PAGES) => "pages-changed", Behaviour, "its pages are found otherwise",
        "tokens that were kept may not fit";
    Differs(None, facts::SAFETY) => "safety-changed", Behaviour, "what a repeat does is another thing",
        "look whether it may be sent again by itself: what dials must say `unsafe`";
    Differs(None, facts::SECURITY) => "security-changed", Behaviour, "it takes other credentials",
        "give the client one of them";
    Differs(None, facts::SERVER) => "server-changed", Behaviour, "it goes to another server",
        "look whether that one may be called";
    Differs(None, facts::STATUSES) => "statuses-changed", Behaviour, "other statuses are successes", "";
    Differs(None, facts::MEDIA_TYPES) => "media-type-changed", Behaviour, "other media types travel", "";
    Differs(None, facts::STYLE) => "style-changed", Behaviour, "it is written otherwise", "";
    Differs(None, facts::DEFAULT) => "default-changed", Behaviour, "what the server takes by itself is another value",
        "set it where the old one is meant";
    Differs(None, facts::FIXED) => "constant-changed", Behaviour, "its only value is another one", "";
    Differs(None, facts::CHECKED) => "checks-changed", Behaviour, "other values are refused before they are sent",
        "look whether yours pass; `unchecked()` sends them all the same";
    Gains(None, facts::SENSITIVE) => "made-sensitive", Behaviour, "`Debug` hides it", "";
    Loses(None, facts::SENSITIVE) => "not-sensitive", Behaviour, "`Debug` shows it",
        "a leak, unless it is meant: look at it";
    Differs(None, facts::TOLD_BY) => "told-otherwise", Behaviour, "it is recognised by something else", "";
    Differs(None, facts::RATE_LIMIT) => "rate-limit-changed", Behaviour, "the provider allows another number of requests",
        "the client's own limiter follows";
    Differs(None, facts::ERROR_CODE) => "error-code-changed", Behaviour, "codes of failures stand elsewhere", "";
    Differs(None, facts::SIGNATURE) => "signature-changed", Behaviour, "webhooks are signed otherwise",
        "make the verifier anew";
    Else => "changed", Breaks, "it is different", "look at both";
};

/// Every kind of differences.
pub fn kinds() -> impl Iterator<Item = &'static ChangeKind> {
    ROWS.iter()
}

impl ChangeKind {
    /// Whether it is that something is called otherwise.
    pub(super) fn is_new_name(&self) -> bool {
        matches!(self.when, Renamed)
    }

    /// What there is to say about it, for people.
    pub fn explained(&self) -> String {
        let effect = self.effect.title();
        let advice = match self.advice {
            "" => String::new(),
            advice => format!("What to do: {advice}.\n"),
        };
        format!(
            "{}: {} ({})\n\n{effect}.\n{advice}",
            self.code,
            self.title,
            self.effect.as_str()
        )
    }
}

/// The kind of a difference; `item` is what came or what went, or the new one.
pub(super) fn of(kind: Kind, what: What, item: &Item) -> &'static ChangeKind {
    let required = item.facts.contains_key(facts::REQUIRED);
    let found = ROWS.iter().find(|row| row.when.is(kind, what, required));
    // The last row is about everything.
    found.unwrap_or(&ROWS[ROWS.len() - 1])
}

impl When {
    fn is(self, kind: Kind, what: What, required: bool) -> bool {
        let of = |wanted: Option<Kind>| wanted.is_none_or(|wanted| wanted == kind);
        match (self, what) {
            (ComeRequired(wanted), What::Come) => required && wanted == kind,
            (Come(wanted), What::Come) | (Gone(wanted), What::Gone) => of(wanted),
            (Renamed, What::Renamed) | (Else, _) => true,
            (Gains(wanted, fact), What::Said(said, false, _)) => said == fact && of(wanted),
            (Loses(wanted, fact), What::Said(said, _, false)) => said == fact && of(wanted),
            (Differs(wanted, fact), What::Said(said, ..)) => said == fact && of(wanted),
            _ => false,
        }
    }
}

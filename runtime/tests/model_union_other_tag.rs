//! Unions by tag, where the tag means none of the variants.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{Extra, Json, Model, Unknown};
use checks::check;

/// What a runner is.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
pub enum Kind {
    /// Beside it.
    #[model("sidecar")]
    Sidecar,
    /// By itself.
    #[model("runbook")]
    Runbook,
    /// Not known.
    #[model(unknown)]
    Unknown(Unknown),
}

/// Has a name.
#[derive(Clone, Model)]
pub struct Sidecar {
    /// The tag.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    extra: Extra,
}

/// Has a name and a place.
#[derive(Clone, Model)]
pub struct Runbook {
    /// The tag.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    extra: Extra,
}

/// The tag is an enum that all variants share.
#[derive(Clone, Model)]
#[model(tag = "kind")]
pub enum Runner {
    /// One.
    #[model(fits)]
    Sidecar(Sidecar),
    /// Another.
    #[model(fits)]
    Runbook(Runbook),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

fn variant(shown: &dyn std::fmt::Debug) -> String {
    let shown = format!("{shown:?}");
    shown.split('(').next().unwrap_or_default().to_owned()
}

#[test]
fn a_tag_that_a_variant_lists_is_one_that_fits() {
    let runner = |text: &str| variant(&check::<Runner>(text));
    assert_eq!(runner(r#"{"kind":"sidecar","name":"a"}"#), "Sidecar");
    assert_eq!(
        runner(r#"{"kind":"runbook","name":"a","place":"b"}"#),
        "Runbook"
    );
    // What a server adds does not change it.
    assert_eq!(
        runner(r#"{"kind":"sidecar","name":"a","since":1}"#),
        "Sidecar"
    );
    // Too much that neither knows.
    assert_eq!(
        runner(r#"{"kind":"sidecar","name":"a","x":1,"y":2,"z":3}"#),
        "Unknown"
    );
    // A kind of tomorrow, however alike.
    assert_eq!(runner(r#"{"kind":"lambda","name":"a"}"#), "Unknown");
    assert_eq!(runner(r#"{"kind":"sidecar"}"#), "Unknown");
    assert_eq!(runner(r#"{"kind":null,"name":"a"}"#), "Unknown");
}

/// Has a text.
#[derive(Clone, Model)]
pub struct Note {
    /// The tag.
    pub kind: Option<String>,
    /// The text.
    pub text: Option<String>,
    extra: Extra,
}

/// Has a picture.
#[derive(Clone, Model)]
pub struct Picture {
    /// Which.
    pub url: Option<String>,
    extra: Extra,
}

/// The tag takes any text, and nothing says which mean what.
#[derive(Clone, Model)]
#[model(tag = "kind", itself = "Attachment")]
pub enum Attachment {
    /// A text.
    #[model("Note", fits)]
    Note(Note),
    /// A picture.
    #[model("Picture", add_tag, fits)]
    Picture(Picture),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn a_variant_by_name_is_also_what_its_name_speaks_of() {
    let attachment = |text: &str| variant(&check::<Attachment>(text));
    assert_eq!(attachment(r#"{"kind":"Picture","url":"u"}"#), "Picture");
    assert_eq!(attachment(r#"{"kind":"picture","url":"u"}"#), "Picture");
    assert_eq!(attachment(r#"{"kind":"note"}"#), "Note");
    // Too much is not explained, or cannot be read.
    assert_eq!(attachment(r#"{"kind":"note","x":1,"y":2}"#), "Unknown");
    assert_eq!(attachment(r#"{"kind":"note","text":3}"#), "Unknown");
    // One of tomorrow, however alike.
    assert_eq!(attachment(r#"{"kind":"film","url":"u"}"#), "Unknown");
    assert_eq!(attachment(r#"{"kind":"film"}"#), "Unknown");
}

#[test]
fn a_tag_that_names_the_union_says_no_more_than_none() {
    let attachment = |text: &str| variant(&check::<Attachment>(text));
    assert_eq!(attachment(r#"{"kind":"Attachment","text":"t"}"#), "Note");
    assert_eq!(attachment(r#"{"text":"t","more":1}"#), "Note");
}

/// What all have.
#[derive(Clone, Model)]
pub struct Base {
    /// The tag.
    pub kind: Kind,
    extra: Extra,
}

/// A base and one that inherits from it.
#[derive(Clone, Model)]
#[model(tag = "kind")]
pub enum Heir {
    /// One that says more.
    #[model(fits)]
    Runbook(Runbook),
    /// What all have.
    #[model(otherwise)]
    Base(Base),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn an_heir_is_taken_where_it_explains_more_than_the_base() {
    let heir = |text: &str| variant(&check::<Heir>(text));
    assert_eq!(
        heir(r#"{"kind":"runbook","name":"a","place":"b"}"#),
        "Runbook"
    );
    assert_eq!(heir(r#"{"kind":"runbook","name":"a"}"#), "Base");
    assert_eq!(heir(r#"{"kind":"lambda","name":"a","place":"b"}"#), "Base");
    assert_eq!(heir(r#"{"kind":5}"#), "Unknown");
    assert_eq!(heir(r#"{"name":"a"}"#), "Unknown");
}

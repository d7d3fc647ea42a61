//! The derives of `callsmith-runtime`: `Model`, `Failure` and `Success`.
//!
//! Written on `proc_macro` alone: no syn and no quote, so that a generated crate does not wait for them. A derive reads
//! the declaration with a small parser (`declaration`), checks what the attributes say, and writes Rust text.
//!
//! The text names everything by absolute path and its locals begin with `__`, so that neither the names of fields nor
//! types called `Option` or `Result` get in its way. It does as little as possible per type: the work is done by
//! `callsmith_runtime::model`, behind trait objects.

mod attribute;
mod declaration;
mod doors;
mod enumeration;
mod error;
mod failure;
mod rules;
mod structure;
mod success;
mod tokens;
mod ty;
mod union;

use declaration::{Body, Declaration};
use error::{Error, Result};
use proc_macro::TokenStream;

/// Makes a struct, enum or union a value of the wire.
///
/// On a struct with named fields, the last one of type `Extra`:
///
/// ```text
/// #[derive(Clone, Model)]
/// #[model(new, setters)]              new = Name: takes a struct of that name; closed: extras are not written back;
///                                     open: extras are no surprise
/// pub struct Call {
///     #[model("_id")]                 the name on the wire, where it differs
///     pub id: String,                 required, because it is not an Option
///     #[model(null)]                  optional, and the setters can say null
///     pub note: Option<String>,
///     #[model(nullable)]              must be there, `None` is null
///     pub flow: Option<Json>,
///     #[model(sensitive)]             `Debug` does not show it
///     #[check(e164)]                  checked before it is sent: also min_length, max_length, pattern, minimum,
///                                     maximum, exclusive_..., multiple_of, min_items, max_items, min_properties,
///                                     max_properties = ...; unique_items; each(...) for elements
///     pub number: String,
///     #[model(fill = Kind::Phone)]    `new` does not ask for it
///     pub kind: Kind,
///     #[model(rest)]                  takes the unlisted entries whose value fits
///     pub variables: BTreeMap<String, String>,
///     extra: Extra,
/// }
/// ```
///
/// On an enum whose variants are texts or integers (`#[model("in-progress")]`, `#[model(1)]`), with an unknown arm
/// (`#[model(unknown)] Unknown(Unknown)`, for integers `Unknown<i64>`); on one of scalars of several kinds
/// (`#[model(1.5)]`, `#[model(true)]` as well), with `Unknown<Json>`.
///
/// On a union with a tag (`#[model(tag = "type")]`; variants `#[model("a", "b")]`, with `add_tag` where the content does
/// not hold the tag, `fits` where no tag is said to mean it, and one with `otherwise` for every other tag and for none;
/// `itself = "text"` beside `tag` for a tag that says no more than none) or by shape (variants `#[model(string)]`,
/// `integer`, `number`, `boolean`, `array`, `object`, `null`, `has("key", ...)`), with an unknown arm that holds
/// `Unknown<Json>`. `no_from` on a variant leaves out its `From`.
#[proc_macro_derive(Model, attributes(model, check))]
pub fn model(input: TokenStream) -> TokenStream {
    expand(input, |declaration| match &declaration.body {
        Body::Struct(fields) => structure::derive(declaration, fields),
        Body::Enum(variants) if enumeration::is_enumeration(declaration, variants) => {
            enumeration::derive(declaration, variants)
        }
        Body::Enum(variants) => union::derive(declaration, variants),
        Body::Tuple => Err(Error::new(
            declaration.name.span(),
            "a model is a struct with named fields or an enum",
        )),
    })
}

/// Makes an enum the typed failures of an operation: which answers are which variant.
///
/// ```text
/// #[failure(401)]                                     an exact status
/// #[failure("4XX")]                                   a range
/// #[failure(default)]                                 whatever is not documented otherwise
/// #[failure(200, at = "/error", exists)]              a success whose body has something at that pointer
/// #[failure(200, at = "/status", is = "failed")]      a success whose body has this text there
/// #[failure(422, code = "/detail/0/type")]            the provider's code stands there, unlike elsewhere
/// #[failure(422, no_code)]                            there is none
/// ```
#[proc_macro_derive(Failure, attributes(failure))]
pub fn failure(input: TokenStream) -> TokenStream {
    expand(input, failure::derive)
}

/// Makes an enum the successes of an operation that have several types: which answers are which variant.
///
/// ```text
/// #[success(200)]             JSON, or nothing for a variant without content; a range is "2XX"
/// #[success(202, text)]       a text
/// #[success(206, bytes)]      bytes
/// #[success(unknown)]         every other status: holds the `Answer`
/// ```
#[proc_macro_derive(Success, attributes(success))]
pub fn success(input: TokenStream) -> TokenStream {
    expand(input, success::derive)
}

/// Parses, derives, and turns what goes wrong into an error of the compiler at the place that caused it.
fn expand(input: TokenStream, derive: fn(&Declaration) -> Result<String>) -> TokenStream {
    let text = declaration::parse(input).and_then(|declaration| derive(&declaration));
    match text {
        Ok(text) => text.parse().unwrap_or_else(|error| {
            Error::new(
                proc_macro::Span::call_site(),
                format!("the derived code does not parse: {error}"),
            )
            .into_tokens()
        }),
        Err(error) => error.into_tokens(),
    }
}

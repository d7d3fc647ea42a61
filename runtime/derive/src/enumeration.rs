//! Enums of texts, of integers or of scalars of several kinds, with an unknown arm.

mod code;

use crate::attribute::Kind;
use crate::declaration::{Declaration, Variant};
use crate::doors;
use crate::error::{Error, Result};

/// An enum with everything its attributes say.
struct Enumeration<'a> {
    name: String,
    visibility: &'a str,
    /// Name and literal of each named value.
    values: Vec<(String, String)>,
    unknown: String,
    sort: Sort,
}

/// What the values of an enum are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Texts,
    Integers,
    Scalars,
}

/// Whether this is an enum of scalars, not a union.
pub(crate) fn is_enumeration(declaration: &Declaration, variants: &[Variant]) -> bool {
    let unknown = |variant: &Variant| {
        let holds_json =
            |ty: &crate::ty::Type| ty.argument("Unknown").is_some_and(|ty| ty.name() == "Json");
        is_unknown(variant) && !variant.payload.as_ref().is_some_and(holds_json)
    };
    let names_values = variants.iter().any(|variant| variant.payload.is_none());
    let is_value = |variant: &Variant| match names_values {
        true => variant.payload.is_none() || is_unknown(variant),
        false => unknown(variant),
    };
    declaration.items.is_empty() && variants.iter().all(is_value)
}

/// Whether a variant is the unknown arm.
pub(crate) fn is_unknown(variant: &Variant) -> bool {
    matches!(variant.items.as_slice(), [item] if matches!(&item.kind, Kind::Word(word) if word == "unknown"))
}

/// Takes the unknown arm out of the variants.
pub(crate) fn split_unknown<'a>(
    declaration: &Declaration,
    variants: &'a [Variant],
) -> Result<(&'a Variant, Vec<&'a Variant>)> {
    let (unknown, known): (Vec<_>, Vec<_>) =
        variants.iter().partition(|variant| is_unknown(variant));
    match unknown.as_slice() {
        [unknown] if unknown.payload.is_some() => Ok((unknown, known)),
        [unknown] => Err(Error::new(
            unknown.name.span(),
            "the unknown arm holds an `Unknown`",
        )),
        [_, second, ..] => Err(Error::new(
            second.name.span(),
            "there is one unknown arm only",
        )),
        [] => Err(Error::new(
            declaration.name.span(),
            "an arm for what is not known is missing: `#[model(unknown)] Unknown(Unknown)`",
        )),
    }
}

/// The derived code of an enum.
pub(crate) fn derive(declaration: &Declaration, variants: &[Variant]) -> Result<String> {
    let enumeration = Enumeration::new(declaration, variants)?;
    let name = &enumeration.name;
    let (methods, sort) = match enumeration.sort {
        Sort::Integers => (
            code::integer_methods(&enumeration),
            code::integers(&enumeration),
        ),
        Sort::Texts => (code::text_methods(&enumeration), code::texts(&enumeration)),
        Sort::Scalars => (
            code::scalar_methods(&enumeration),
            code::scalars(&enumeration),
        ),
    };
    let impls =
        sort + &code::common(&enumeration) + &code::from_str(&enumeration) + &doors::doors(name);
    Ok(format!(
        "impl {name} {{ {} {methods} }} {impls}",
        code::known(&enumeration)
    ))
}

impl<'a> Enumeration<'a> {
    fn new(declaration: &'a Declaration, variants: &[Variant]) -> Result<Self> {
        let (unknown, known) = split_unknown(declaration, variants)?;
        let sort = sort_of(unknown);
        let mut values = Vec::new();
        for variant in known {
            values.push((variant.name.to_string(), literal(variant, sort)?));
        }
        if values.is_empty() {
            let message = "an enum has at least one value with a name";
            return Err(Error::new(declaration.name.span(), message));
        }
        Ok(Enumeration {
            name: declaration.name.to_string(),
            visibility: &declaration.visibility,
            values,
            unknown: unknown.name.to_string(),
            sort,
        })
    }

    /// One piece of text for each named value.
    fn each(&self, write: impl Fn(&str, &str) -> String) -> String {
        self.values
            .iter()
            .map(|(variant, literal)| write(variant, literal))
            .collect()
    }

    /// The trait that says how values are read and shown.
    fn sort(&self) -> &'static str {
        match self.sort {
            Sort::Texts => "TextEnum",
            Sort::Integers => "IntegerEnum",
            Sort::Scalars => "ScalarEnum",
        }
    }

    /// The value to begin with; there is at least one.
    fn first(&self) -> &str {
        &self.values[0].0
    }

    fn named(&self) -> String {
        self.each(|variant, _| format!("Self::{variant},"))
    }

    fn parts(&self) -> String {
        self.each(|variant, literal| {
            format!("Self::{variant} => ({:?}, {literal}),", plain(variant))
        })
    }

    fn of(&self) -> String {
        self.each(|variant, literal| format!("{literal} => Self::{variant},"))
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The unknown arm says what the values are: `Unknown`, `Unknown<i64>` or `Unknown<Json>`.
fn sort_of(unknown: &Variant) -> Sort {
    let payload = unknown.payload.as_ref();
    match payload.and_then(|ty| ty.argument("Unknown")) {
        Some(held) if held.is_scalar() => Sort::Integers,
        Some(held) if held.name() == "Json" => Sort::Scalars,
        _ => Sort::Texts,
    }
}

/// What a variant is on the wire: a literal, or for scalars of several kinds a `Literal`.
fn literal(variant: &Variant, sort: Sort) -> Result<String> {
    let [item] = variant.items.as_slice() else {
        return Err(Error::new(
            variant.name.span(),
            "a value of an enum says what it is on the wire: `#[model(\"text\")]`",
        ));
    };
    match (&item.kind, sort) {
        (Kind::Text(text), Sort::Texts) => Ok(text.clone()),
        (Kind::Integer(integer), Sort::Integers) => Ok(integer.clone()),
        (Kind::Text(text), Sort::Scalars) => Ok(format!("Text({text})")),
        (Kind::Integer(integer), Sort::Scalars) => Ok(format!("Int({integer})")),
        (Kind::Number(number), Sort::Scalars) => Ok(format!("Float({number})")),
        (Kind::Word(word), Sort::Scalars) if word == "true" || word == "false" => {
            Ok(format!("Bool({word})"))
        }
        (_, Sort::Texts) => Err(item.unexpected("a text or `unknown`")),
        (_, Sort::Integers) => Err(item.unexpected("an integer or `unknown`")),
        (_, Sort::Scalars) => Err(item.unexpected("a text, a number, a boolean or `unknown`")),
    }
}

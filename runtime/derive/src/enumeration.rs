//! Enums of texts or integers with an unknown arm.

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
    integers: bool,
}

/// Whether this is an enum of texts or integers, not a union.
pub(crate) fn is_enumeration(declaration: &Declaration, variants: &[Variant]) -> bool {
    let unknown = |variant: &Variant| {
        let holds_json =
            |ty: &crate::ty::Type| ty.argument("Unknown").is_some_and(|ty| ty.name() == "Json");
        is_unknown(variant) && !variant.payload.as_ref().is_some_and(holds_json)
    };
    declaration.items.is_empty()
        && variants
            .iter()
            .all(|variant| variant.payload.is_none() || unknown(variant))
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
    let (methods, sort) = match enumeration.integers {
        true => (
            code::integer_methods(&enumeration),
            code::integers(&enumeration),
        ),
        false => (code::text_methods(&enumeration), code::texts(&enumeration)),
    };
    let impls = doors::block(&(sort + &code::common(&enumeration) + &doors::doors(name)));
    Ok(format!(
        "#[allow(deprecated)] impl {name} {{ {} {methods} }} {impls}",
        code::known(&enumeration)
    ))
}

impl<'a> Enumeration<'a> {
    fn new(declaration: &'a Declaration, variants: &[Variant]) -> Result<Self> {
        let (unknown, known) = split_unknown(declaration, variants)?;
        let mut integers = unknown
            .payload
            .as_ref()
            .is_some_and(|ty| ty.argument("Unknown").is_some_and(|t| t.is_scalar()));
        let mut values = Vec::new();
        for (index, variant) in known.into_iter().enumerate() {
            let (literal, is_integer) = literal(variant)?;
            if index > 0 && is_integer != integers {
                return Err(Error::new(
                    variant.name.span(),
                    "the values of an enum are all texts or all integers",
                ));
            }
            integers = is_integer;
            values.push((variant.name.to_string(), literal));
        }
        Ok(Enumeration {
            name: declaration.name.to_string(),
            visibility: &declaration.visibility,
            values,
            unknown: unknown.name.to_string(),
            integers,
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
        if self.integers {
            "IntegerEnum"
        } else {
            "TextEnum"
        }
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

/// The literal of a variant, and whether it is an integer.
fn literal(variant: &Variant) -> Result<(String, bool)> {
    match variant.items.as_slice() {
        [item] => match &item.kind {
            Kind::Text(text) => Ok((text.clone(), false)),
            Kind::Integer(integer) => Ok((integer.clone(), true)),
            _ => Err(item.unexpected("a text, an integer or `unknown`")),
        },
        _ => Err(Error::new(
            variant.name.span(),
            "a value of an enum says what it is on the wire: `#[model(\"text\")]`",
        )),
    }
}

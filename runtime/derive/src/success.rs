//! The successes of an operation that have several types: which answer is which variant.

use crate::attribute::{Item, Kind};
use crate::declaration::{Body, Declaration, Variant};
use crate::doors::{DERIVED, FAILURE, MODEL, SUCCESS};
use crate::error::{Error, Result};
use crate::failure::status;

/// The derived code of an enum of successes.
pub(crate) fn derive(declaration: &Declaration) -> Result<String> {
    let Body::Enum(variants) = &declaration.body else {
        let message = "the successes of an operation are an enum";
        return Err(Error::new(declaration.name.span(), message));
    };
    let (unknown, known): (Vec<&Variant>, Vec<&Variant>) =
        variants.iter().partition(|variant| is_unknown(variant));
    let [unknown] = unknown.as_slice() else {
        let message = "one variant takes every other status: `#[success(unknown)]`";
        return Err(Error::new(declaration.name.span(), message));
    };
    let (mut statuses, mut reads, mut held) = (String::new(), String::new(), String::new());
    for (index, variant) in known.into_iter().enumerate() {
        let (status, kind) = arm(variant)?;
        statuses += &format!("{status},");
        reads += &read(index, variant, kind);
        if variant.payload.is_some() && kind == "json" {
            let name = &variant.name;
            held += &format!("Self::{name}(__value) => ::core::option::Option::Some(__value),");
        }
    }
    let (name, unknown) = (&declaration.name, &unknown.name);
    Ok(format!(
        "{DERIVED} impl {SUCCESS}::Successes for {name} {{
            const STATUSES: &'static [{FAILURE}::StatusMatch] = &[{statuses}];
            fn read(
                __arm: ::core::primitive::usize,
                __answer: &::callsmith_runtime::Answer,
            ) -> ::core::result::Result<Self, {MODEL}::DecodeFault> {{
                ::core::result::Result::Ok(match __arm {{
                    {reads}
                    _ => Self::{unknown}(::core::clone::Clone::clone(__answer)),
                }})
            }}
            fn unrecognized(__answer: ::callsmith_runtime::Answer) -> Self {{ Self::{unknown}(__answer) }}
            fn value(&self) -> ::core::option::Option<&dyn {MODEL}::Value> {{
                match self {{ {held} #[allow(unreachable_patterns)] _ => ::core::option::Option::None }}
            }}
        }}"
    ))
}

fn is_unknown(variant: &Variant) -> bool {
    matches!(variant.items.as_slice(), [Item { kind: Kind::Word(word), .. }] if word == "unknown")
}

/// The status of a variant, and what its body is.
fn arm(variant: &Variant) -> Result<(String, &'static str)> {
    let Some((first, more)) = variant.items.split_first() else {
        let message = "the variant does not say its status: `#[success(200)]`";
        return Err(Error::new(variant.name.span(), message));
    };
    let kind = match more {
        [] => "json",
        [item] => match &item.kind {
            Kind::Word(word) if word == "text" => "text",
            Kind::Word(word) if word == "bytes" => "bytes",
            _ => return Err(item.unexpected("`text` or `bytes`")),
        },
        [_, item, ..] => return Err(item.unexpected("nothing more")),
    };
    Ok((status(first)?, kind))
}

fn read(index: usize, variant: &Variant, kind: &str) -> String {
    let name = &variant.name;
    match variant.payload {
        Some(_) => format!("{index} => Self::{name}({SUCCESS}::{kind}(__answer)?),"),
        None => format!("{index} => Self::{name},"),
    }
}

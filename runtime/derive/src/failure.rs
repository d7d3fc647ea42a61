//! The typed failures of an operation: which answers are which variant.

use crate::attribute::{Item, Kind};
use crate::declaration::{Body, Declaration, Variant};
use crate::doors::{DERIVED, FAILURE, MODEL};
use crate::error::{Error, Result};

/// The derived code of an enum of failures.
pub(crate) fn derive(declaration: &Declaration) -> Result<String> {
    let Body::Enum(variants) = &declaration.body else {
        return Err(Error::new(
            declaration.name.span(),
            "the failures of an operation are an enum",
        ));
    };
    let arms: String = variants.iter().map(arm).collect::<Result<_>>()?;
    let reads: String = variants
        .iter()
        .enumerate()
        .map(|(index, variant)| read(index, variant))
        .collect();
    let held: String = variants.iter().filter_map(held).collect();
    let name = &declaration.name;
    let value = match held.is_empty() {
        true => String::new(),
        false => format!(
            "fn value(&self) -> ::core::option::Option<&dyn {MODEL}::Value> {{
                match self {{ {held} #[allow(unreachable_patterns)] _ => ::core::option::Option::None }}
            }}"
        ),
    };
    // The parameters are not used by an enum without variants.
    Ok(format!(
        "{DERIVED} impl {FAILURE}::Failures for {name} {{
            const ARMS: &'static [{FAILURE}::Arm] = &[{arms}];
            fn read(__arm: ::core::primitive::usize, __body: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{
                match __arm {{ {reads} _ => {MODEL}::missing() }}
            }}
            {value}
        }}
        {DERIVED} impl ::core::cmp::PartialEq for {name} {{
            #[inline] fn eq(&self, __other: &Self) -> ::core::primitive::bool {{ {FAILURE}::equal(self, __other) }}
        }}"
    ))
}

/// The row of a variant.
fn arm(variant: &Variant) -> Result<String> {
    let Some((first, marks)) = variant.items.split_first() else {
        return Err(Error::new(
            variant.name.span(),
            "the variant does not say its status: `#[failure(404)]`",
        ));
    };
    let (code, marks) = code(marks);
    let (status, when, has_body) = (status(first)?, when(marks)?, variant.payload.is_some());
    Ok(format!(
        "{FAILURE}::Arm {{ status: {status}, when: {when}, has_body: {has_body}, code: {FAILURE}::CodeAt::{code} }},"
    ))
}

/// `code = "/pointer"` or `no_code`, which comes last, and what stands before it.
fn code(marks: &[Item]) -> (String, &[Item]) {
    match marks.split_last().map(|(last, marks)| (&last.kind, marks)) {
        Some((Kind::Assigned(word, at), marks)) if word == "code" => (format!("At({at})"), marks),
        Some((Kind::Word(word), marks)) if word == "no_code" => ("Nowhere".to_owned(), marks),
        _ => ("Unsaid".to_owned(), marks),
    }
}

pub(crate) fn status(item: &Item) -> Result<String> {
    let range = |text: &str| match text.as_bytes() {
        [b'"', class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x', b'"'] => Some(char::from(*class)),
        _ => None,
    };
    match &item.kind {
        Kind::Integer(code) if code.len() == 3 && !code.starts_with('-') => {
            Ok(format!("{FAILURE}::StatusMatch::Exactly({code})"))
        }
        Kind::Text(text) => match range(text) {
            Some(class) => Ok(format!("{FAILURE}::StatusMatch::Range({class})")),
            None => Err(item.unexpected("a range: \"4XX\"")),
        },
        Kind::Word(word) if word == "default" => Ok(format!("{FAILURE}::StatusMatch::Default")),
        _ => Err(item.unexpected("a status: `404`, \"4XX\" or `default`")),
    }
}

/// The mark in the body: `at = "/pointer", exists` or `at = "/pointer", is = "text"`.
fn when(marks: &[Item]) -> Result<String> {
    const NONE: &str = "::core::option::Option::None";
    let some = |text: &str| format!("::core::option::Option::Some({text})");
    let marks: Vec<_> = marks.iter().map(|item| (item, &item.kind)).collect();
    let (at, is) = match marks.as_slice() {
        [] => return Ok(NONE.to_owned()),
        [(_, Kind::Assigned(at, pointer)), (_, Kind::Word(exists))]
            if at == "at" && exists == "exists" =>
        {
            (pointer, NONE.to_owned())
        }
        [
            (_, Kind::Assigned(at, pointer)),
            (_, Kind::Assigned(is, text)),
        ] if at == "at" && is == "is" => (pointer, some(text)),
        [(item, _), ..] => {
            return Err(item.unexpected(
                "`at = \"/pointer\", exists` or `at = \"/pointer\", is = \"text\"`, then `code = \"/pointer\"` or `no_code`",
            ));
        }
    };
    Ok(some(&format!("{FAILURE}::When {{ at: {at}, is: {is} }}")))
}

fn read(index: usize, variant: &Variant) -> String {
    let name = &variant.name;
    match variant.payload {
        Some(_) => format!("{index} => {MODEL}::Value::read(__body).map(Self::{name}),"),
        None => format!("{index} => ::core::result::Result::Ok(Self::{name}),"),
    }
}

/// What a variant holds, for those that hold something.
fn held(variant: &Variant) -> Option<String> {
    let name = &variant.name;
    variant.payload.as_ref()?;
    Some(format!(
        "Self::{name}(__value) => ::core::option::Option::Some(__value),"
    ))
}

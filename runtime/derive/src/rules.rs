//! `#[check(...)]`: what is asked of a field's values before they are sent.

use crate::attribute::{Item, Kind};
use crate::doors::MODEL;
use crate::error::Result;

const EXPECTED: &str = "`min_length`, `max_length`, `minimum`, `maximum`, `exclusive_minimum`, `exclusive_maximum`, \
    `multiple_of`, `min_items`, `max_items`, `min_properties`, `max_properties` or `pattern` with `= ...`, `e164`, \
    `unique_items` or `each(...)`";

/// How the value of an attribute is written as that of a rule.
enum Form {
    Count,
    Number,
    Text,
}

/// The attribute's words and the variants of `Rule`.
const RULES: [(&str, &str, Form); 12] = [
    ("min_length", "MinLength", Form::Count),
    ("max_length", "MaxLength", Form::Count),
    ("minimum", "Minimum", Form::Number),
    ("maximum", "Maximum", Form::Number),
    ("exclusive_minimum", "ExclusiveMinimum", Form::Number),
    ("exclusive_maximum", "ExclusiveMaximum", Form::Number),
    ("multiple_of", "MultipleOf", Form::Number),
    ("min_items", "MinItems", Form::Count),
    ("max_items", "MaxItems", Form::Count),
    ("min_properties", "MinProperties", Form::Count),
    ("max_properties", "MaxProperties", Form::Count),
    ("pattern", "Pattern", Form::Text),
];

/// `&[Rule::MinLength(1), ...]`
pub(crate) fn list(items: &[Item]) -> Result<String> {
    let rules: Vec<String> = items.iter().map(rule).collect::<Result<_>>()?;
    Ok(format!("&[{}]", rules.concat()))
}

fn rule(item: &Item) -> Result<String> {
    Ok(match &item.kind {
        Kind::Word(word) if word == "e164" => format!("{MODEL}::Rule::E164,"),
        Kind::Word(word) if word == "unique_items" => format!("{MODEL}::Rule::UniqueItems,"),
        Kind::List(word, rules) if word == "each" => {
            format!("{MODEL}::Rule::Each({}),", list(rules)?)
        }
        Kind::Assigned(word, value) => {
            let row = RULES.iter().find(|(name, ..)| name == word);
            let (_, variant, form) = row.ok_or_else(|| item.unexpected(EXPECTED))?;
            let value = match form {
                Form::Count | Form::Text => value.clone(),
                // Bounds are floats, however they are written.
                Form::Number => format!("{value}f64"),
            };
            format!("{MODEL}::Rule::{variant}({value}),")
        }
        _ => return Err(item.unexpected(EXPECTED)),
    })
}

//! Any text to a legal, readable Rust identifier.
//!
//! Identifiers are ASCII. What rustc says of other letters (`confusable_idents`, `mixed_script_confusables`,
//! `uncommon_codepoints`) depends on every other identifier of the crate and on the version of rustc, and a caller
//! would have to find the letters on a keyboard. So other scripts are transliterated; documentation has the text as
//! the document writes it.

use heck::{ToSnakeCase, ToUpperCamelCase};

mod length;
mod spell;
#[cfg(test)]
mod tests;
mod words;

pub use length::LIMIT;
pub(super) use length::bounded;
pub(super) use spell::spelled_out;

/// How an identifier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `UpperCamelCase`: types and variants.
    Type,
    /// `snake_case`: fields, arguments, methods.
    Value,
}

/// Keywords of all editions (The Rust Reference, "Keywords"): these become raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super", "_"];

/// Words of module paths that say nothing about a schema.
const NOISE: &[&str] = &[
    "app", "src", "api", "schemas", "schema", "models", "model", "dto", "dtos", "main",
];

/// `text` as an identifier: legal in every edition, and no longer than [`LIMIT`] characters, `r#` aside.
pub fn ident(text: &str, case: Case) -> String {
    let made = part(text, case);
    let made = match (made.chars().next(), case) {
        (None, Case::Type) => "Empty".to_owned(),
        (None, Case::Value) => "empty".to_owned(),
        (Some('0'..='9'), Case::Type) => format!("V{made}"),
        (Some('0'..='9'), Case::Value) => format!("v{made}"),
        (Some(_), _) => made,
    };
    let made = bounded(made, text);
    match (made.as_str(), case) {
        (word, Case::Type) if NEVER_RAW.contains(&word) => format!("{word}Value"),
        (word, Case::Value) if NEVER_RAW.contains(&word) => format!("{word}_value"),
        _ => raw(&made),
    }
}

/// `name` as it is written in Rust: with `r#` where it is a keyword.
pub(super) fn raw(name: &str) -> String {
    match KEYWORDS.contains(&name) {
        true => format!("r#{name}"),
        false => name.to_owned(),
    }
}

/// Whether `name`, without `r#`, is an identifier as [`ident`] makes them.
pub(super) fn is_ours(name: &str, case: Case) -> bool {
    let fits = match case {
        Case::Type => name.starts_with(|c: char| c.is_ascii_uppercase()),
        Case::Value => {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && !name.contains(|c: char| c.is_ascii_uppercase())
        }
    };
    fits && !NEVER_RAW.contains(&name)
}

/// `text` as a part of an identifier: it may begin with a digit, and may be empty.
pub(super) fn part(text: &str, case: Case) -> String {
    match case {
        Case::Value if is_plain(text) => underscored(text),
        _ => cased(&spell::spelled(text), case),
    }
}

/// Whether `text` is words without capitals, and symbols between them: most names of fields and operations are.
fn is_plain(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let no_capitals = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    text.starts_with(is_word) && text.ends_with(is_word) && text.bytes().all(no_capitals)
}

/// What all the other rules make of such a text.
fn underscored(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        out.extend((!word.is_empty() && !out.is_empty()).then_some('_'));
        out.push_str(word);
    }
    out
}

/// ASCII `text` as words in `case`; what is no letter or digit separates words.
pub(super) fn cased(text: &str, case: Case) -> String {
    let known = words::known(text, case);
    let words: String = (known.chars())
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    match case {
        Case::Type => {
            let words = words
                .split_whitespace()
                .map(|word| word.to_upper_camel_case());
            words.fold(String::new(), |name, word| joined(name, &word))
        }
        Case::Value => words.to_snake_case(),
    }
}

/// A type's name with another part behind it; numbers stay apart: `Gpt4_1`.
pub(super) fn joined(name: String, part: &str) -> String {
    let digit = |c: char| c.is_ascii_digit();
    match name.ends_with(digit) && part.starts_with(digit) {
        true => name + "_" + part,
        false => name + part,
    }
}

/// A schema's name: module paths as FastAPI writes them (`app__calls__schemas__ErrorResponse`) keep what tells schemas
/// apart and lose the rest.
pub(super) fn schema(name: &str) -> String {
    let path: Vec<&str> = name.split("__").filter(|part| !part.is_empty()).collect();
    let Some((last, modules)) = path.split_last().filter(|(_, modules)| !modules.is_empty()) else {
        return ident(name, Case::Type);
    };
    let kept = modules
        .iter()
        .filter(|module| !NOISE.contains(&module.to_ascii_lowercase().as_str()));
    let kept: Vec<&str> = kept.copied().chain(std::iter::once(*last)).collect();
    ident(&kept.join(" "), Case::Type)
}

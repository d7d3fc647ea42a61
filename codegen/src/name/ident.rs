//! Any text to a legal, readable Rust identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

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
const NEVER_RAW: &[&str] = &["crate", "self", "super", "_"];

/// Symbols that carry meaning where they lead or stand alone, as in `+1` and `-1`.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('=', "equal"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('?', "question"),
    ('~', "tilde"),
    ('^', "caret"),
    ('_', "underscore"),
    (' ', "space"),
];

/// Words of module paths that say nothing about a schema.
const NOISE: &[&str] = &[
    "app", "src", "api", "schemas", "schema", "models", "model", "dto", "dtos", "main",
];

/// `text` as an identifier.
pub(super) fn ident(text: &str, case: Case) -> String {
    let made = part(text, case);
    let first = made.chars().next();
    let made = match first {
        None => {
            return if case == Case::Type {
                "Empty".to_owned()
            } else {
                "empty".to_owned()
            };
        }
        Some(first) if !unicode_ident::is_xid_start(first) => match case {
            Case::Type => format!("V{made}"),
            Case::Value => format!("v{made}"),
        },
        Some(_) => made,
    };
    match made.as_str() {
        word if KEYWORDS.contains(&word) => format!("r#{word}"),
        word if NEVER_RAW.contains(&word) => format!("{word}_value"),
        "Self" => "SelfValue".to_owned(),
        _ => made,
    }
}

/// `text` as a part of an identifier: it may begin with a digit, and may be empty.
pub(super) fn part(text: &str, case: Case) -> String {
    let spelled = plurals(&spell(text));
    let words: String = spelled
        .chars()
        .map(|c| if is_word(c) { c } else { ' ' })
        .collect();
    match case {
        Case::Type => words.to_upper_camel_case(),
        Case::Value => words.to_snake_case(),
    }
}

/// A schema's name: module paths as FastAPI writes them (`app__calls__schemas__ErrorResponse`) and
/// package paths (`com.example.Call`) keep what tells schemas apart and lose the rest.
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

/// Puts words in place of symbols that would otherwise be lost where they matter: a sign in front, and texts
/// of nothing but symbols. A character without a word becomes its code point.
fn spell(text: &str) -> String {
    if !text.is_empty() && !text.contains(is_word) {
        let words: Vec<String> = text.chars().map(word_or_code).collect();
        return words.join(" ");
    }
    match text.chars().next() {
        Some(sign @ ('+' | '-')) => format!("{} {}", word_or_code(sign), &text[1..]),
        _ => text.to_owned(),
    }
}

/// `userIDs` as `userIds`: heck would see the words `user`, `I` and `Ds`.
fn plurals(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = text.to_owned();
    for (end, _) in chars.iter().enumerate().filter(|(_, c)| **c == 's') {
        let run = chars[..end]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_uppercase())
            .count();
        let ends_word = chars.get(end + 1).is_none_or(|next| !next.is_lowercase());
        if run >= 2 && ends_word {
            let lower = |(i, c): (usize, &char)| match i > end - run && i < end {
                true => c.to_ascii_lowercase(),
                false => *c,
            };
            let before = out.chars().collect::<Vec<char>>();
            out = before.iter().enumerate().map(lower).collect();
        }
    }
    out
}

fn word_or_code(symbol: char) -> String {
    let known = SYMBOLS.iter().find(|(known, _)| *known == symbol);
    known.map_or_else(
        || format!("u{:04x}", u32::from(symbol)),
        |(_, word)| (*word).to_owned(),
    )
}

/// Whether a character can be part of a word.
fn is_word(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && c != '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        let check = |text, ty, value| {
            assert_eq!(
                (
                    ident(text, Case::Type).as_str(),
                    ident(text, Case::Value).as_str()
                ),
                (ty, value),
                "{text:?}"
            )
        };
        check("_id", "Id", "id");
        check("type", "Type", "r#type");
        check("self", "SelfValue", "self_value");
        check("phoneNumber", "PhoneNumber", "phone_number");
        check(
            "HTTPValidationError",
            "HttpValidationError",
            "http_validation_error",
        );
        check("deepgram/nova-3", "DeepgramNova3", "deepgram_nova_3");
        check("xai/stt-1", "XaiStt1", "xai_stt_1");
        check("+1", "Plus1", "plus_1");
        check("-1", "Minus1", "minus_1");
        check("1", "V1", "v1");
        check("2fa", "V2fa", "v2fa");
        check("", "Empty", "empty");
        check("<=", "LessEqual", "less_equal");
        check("-created_at", "MinusCreatedAt", "minus_created_at");
        check("👍", "U1f44d", "u1f44d");
        check("_", "Underscore", "underscore");
        check("größe", "Größe", "größe");
        check("\u{202e}evil", "Evil", "evil");
        check("\u{202e}", "U202e", "u202e");
    }

    #[test]
    fn schema_names() {
        let check = |text, expected| assert_eq!(schema(text), expected);
        check("app__calls__schemas__ErrorResponse", "CallsErrorResponse");
        check("app__schemas__ErrorResponse", "ErrorResponse");
        check("PhoneCallResponse", "PhoneCallResponse");
        check("__meta", "Meta");
        check("com.example.Call", "ComExampleCall");
    }
}

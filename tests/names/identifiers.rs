//! Every text of up to three pieces of a nasty alphabet: more thorough than chance, and the same every time.

use callsmith_codegen::name::{Case, LIMIT, Scope, ident};
use std::collections::BTreeSet;

/// Letters, digits, symbols, scripts that look alike, what cannot be seen, keywords, long words.
const PIECES: &[&str] = &[
    "",
    "a",
    "B",
    "ID",
    "s",
    "OAuth",
    "iOS",
    "_",
    "-",
    "+",
    "1",
    "0",
    " ",
    ".",
    "/",
    "$",
    "@",
    "#",
    "\"",
    "\\",
    "\0",
    "\n",
    "type",
    "self",
    "Self",
    "gen",
    "r#",
    "é",
    "e\u{301}",
    "ß",
    "а",
    "Ж",
    "ο",
    "Ａ",
    "٣",
    "م",
    "क्ष",
    "名",
    "한",
    "ı",
    "\u{200d}",
    "\u{202e}",
    "👍",
    "🚀",
    "²",
    "\u{1d400}",
    "\u{fffd}",
    "a_word_that_is_quite_long_and_goes_on_for_longer_than_anybody_would_like_to_read_or_write_it_down",
];

const CASES: [Case; 2] = [Case::Type, Case::Value];

fn texts() -> impl Iterator<Item = String> {
    let pairs = PIECES
        .iter()
        .flat_map(|a| PIECES.iter().map(move |b| format!("{a}{b}")));
    pairs.flat_map(|pair| PIECES.iter().map(move |c| format!("{pair}{c}")))
}

#[test]
fn any_text_is_an_identifier() {
    for text in texts() {
        for case in CASES {
            let name = ident(&text, case);
            assert!(name.is_ascii(), "{text:?}: {name}");
            assert!(
                name.trim_start_matches("r#").len() <= LIMIT + 6,
                "{text:?}: {name}"
            );
            let parsed = syn::parse_str::<syn::Ident>(&name);
            assert!(parsed.is_ok(), "{text:?}: {name}");
        }
    }
}

/// As rustc's `non_camel_case_types` and `non_snake_case` want it.
#[test]
fn identifiers_are_written_as_rustc_wants_them() {
    for text in texts() {
        let (ty, value) = (ident(&text, Case::Type), ident(&text, Case::Value));
        let between_digits = |(i, _): (usize, &str)| {
            let digit = |c: Option<&u8>| c.is_some_and(u8::is_ascii_digit);
            digit(ty.as_bytes().get(i.wrapping_sub(1))) && digit(ty.as_bytes().get(i + 1))
        };
        assert!(
            ty.starts_with(|c: char| c.is_ascii_uppercase()),
            "{text:?}: {ty}"
        );
        assert!(ty.match_indices('_').all(between_digits), "{text:?}: {ty}");
        assert!(
            !value.contains(|c: char| c.is_ascii_uppercase()),
            "{text:?}: {value}"
        );
        assert!(!value.contains("__"), "{text:?}: {value}");
    }
}

#[test]
fn names_in_a_scope_differ() {
    for case in CASES {
        let mut scope = Scope::new(&["Box", "new"]);
        let mut seen = BTreeSet::new();
        for text in texts().step_by(7) {
            let name = scope.claim(&ident(&text, case), case);
            assert!(
                syn::parse_str::<syn::Ident>(&name).is_ok(),
                "{text:?}: {name}"
            );
            assert!(name != "Box" && name != "new", "{text:?}: {name}");
            assert!(seen.insert(name.clone()), "{text:?}: {name} again");
        }
    }
}

//! Text as ASCII words: other scripts transliterated, symbols in words where they carry meaning.

/// Symbols and their names.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
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

/// What says something of the text behind it: a sign, a comparison.
const LEADING: &[char] = &['+', '-', '<', '>', '='];

/// What only separates words inside a text.
const SEPARATORS: &[char] = &['_', '-', '.', ' ', '/', ':'];

/// `text` in words. Symbols become words where they would otherwise be lost although they matter: a sign or a
/// comparison in front (`-1`, `>=10`), a plus behind (`18+`), and texts of nothing but symbols.
pub(super) fn spelled(text: &str) -> String {
    let text = &without_style(text);
    if is_symbols_only(text) {
        return in_words(text, |_| true);
    }
    let inner = text.trim_start_matches(LEADING);
    let (leading, rest) = text.split_at(text.len() - inner.len());
    let inner = rest.trim_end_matches('+');
    let trailing = &rest[inner.len()..];
    let made = [
        in_words(leading, |_| true),
        transliterated(inner),
        in_words(trailing, |_| true),
    ]
    .join(" ");
    match text.is_empty() || made.contains(|c: char| c.is_ascii_alphanumeric()) {
        true => made,
        // Marks without a letter.
        false => text.chars().map(code).collect::<Vec<_>>().join(" "),
    }
}

/// `text` with every symbol in words, but for those that only separate words: what tells `@type` from `type` and
/// `_id` from `id`, where both are there.
pub(in crate::name) fn spelled_out(text: &str) -> String {
    let text = &without_style(text);
    if is_symbols_only(text) {
        return in_words(text, |_| true);
    }
    let inner = text.trim_start_matches(|c: char| !is_word(c));
    let (leading, inner) = text.split_at(text.len() - inner.len());
    // `GMT-1` is not `GMT1`.
    let inner = match inner.split_once('-') {
        Some((before, behind)) if behind.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{before} minus {behind}")
        }
        _ => inner.to_owned(),
    };
    let inner = in_words(&inner, |c| !SEPARATORS.contains(&c) && is_known(c));
    format!("{} {inner}", in_words(leading, |_| true))
}

/// Without what only chooses between a picture and its outline.
fn without_style(text: &str) -> String {
    text.replace(['\u{fe0e}', '\u{fe0f}'], "")
}

fn is_symbols_only(text: &str) -> bool {
    !text.is_empty() && !text.contains(is_word)
}

/// `text` transliterated, with words for the symbols that are `meant`.
fn in_words(text: &str, meant: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    let mut buffer = [0; 4];
    for c in text.chars() {
        match !is_word(c) && meant(c) {
            true => out += &format!(" {} ", word_or_code(c)),
            false if is_word(c) || !c.is_ascii() => {
                out += &transliterated(c.encode_utf8(&mut buffer))
            }
            false => out.push(c),
        }
    }
    out
}

/// Letters and digits of any script as ASCII. Marks that change the letter before them are left out; other characters
/// separate words.
fn transliterated(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let capital = |i: Option<usize>| {
        i.and_then(|i| chars.get(i))
            .is_some_and(|c| c.is_uppercase())
    };
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        match deunicode::deunicode_char(*c) {
            _ if c.is_ascii() => out.push(*c),
            // A capital of several letters amid capitals: `Щ` of `ЩЕКА`.
            Some(ascii)
                if capital(Some(i)) && (capital(i.checked_sub(1)) || capital(Some(i + 1))) =>
            {
                out += &letters(&ascii.to_ascii_uppercase());
            }
            Some(ascii) if is_word(*c) => out += &letters(ascii),
            None if unicode_ident::is_xid_start(*c) => out += &format!(" {} ", code(*c)),
            // Joiners and marks.
            _ if is_ignorable(*c) => {}
            _ => out.push(' '),
        }
    }
    out
}

/// Letters, digits and spaces only: transliteration writes `'` for some letters, and a space behind syllables.
fn letters(ascii: &str) -> String {
    let kept = |c: &char| c.is_ascii_alphanumeric() || *c == ' ';
    ascii.chars().filter(kept).collect()
}

/// Zero-width characters and combining marks that stand for no letter of their own.
fn is_ignorable(c: char) -> bool {
    unicode_ident::is_xid_continue(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}')
}

fn is_known(symbol: char) -> bool {
    SYMBOLS.iter().any(|(known, _)| *known == symbol)
}

fn word_or_code(symbol: char) -> String {
    if let Some((_, word)) = SYMBOLS.iter().find(|(known, _)| *known == symbol) {
        return (*word).to_owned();
    }
    // Most pictures have names.
    let is_name =
        |word: &&str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ');
    let name = deunicode::deunicode_char(symbol).filter(is_name);
    name.map_or_else(|| code(symbol), str::to_owned)
}

fn code(c: char) -> String {
    format!("u{:04x}", u32::from(c))
}

/// Whether a character can be part of a word.
fn is_word(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && c != '_'
}

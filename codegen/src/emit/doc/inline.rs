//! One line of CommonMark, made harmless for rustdoc: code spans stay as they are, everything else loses what
//! rustdoc would make a link, an image, a tag or an intra-doc reference of.

/// `line` without meaning beyond what it shows.
pub(super) fn harmless(line: &str) -> String {
    let line = visible(line);
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line.as_str();
    while let Some(at) = rest.find(may_mean_something) {
        let (text, behind) = rest.split_at(at);
        out.push_str(text);
        rest = match behind.chars().next().unwrap_or_default() {
            '`' => ticks(behind, &mut out),
            '\\' => escaped(behind, &mut out),
            _ => plain(behind, &mut out),
        };
    }
    out + rest
}

/// Whether anything but the character itself can begin with it: `h` begins an address.
fn may_mean_something(c: char) -> bool {
    matches!(c, '`' | '\\' | '[' | ']' | '<' | '>' | '!' | 'h')
}

/// Takes a code span as it is (CommonMark, 6.1). Backticks without as many to close them are only text.
fn ticks<'t>(text: &'t str, out: &mut String) -> &'t str {
    let length = run(text);
    let (ticks, rest) = text.split_at(length);
    match closing(rest, length) {
        Some(end) => {
            let (span, rest) = rest.split_at(end);
            out.extend([ticks, span]);
            rest
        }
        None => {
            out.push_str(&"\\`".repeat(length));
            rest
        }
    }
}

/// How many backticks `text` begins with.
fn run(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// Where a code span that began with `length` backticks ends.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find('`') {
        let found = run(&text[from + at..]);
        from += at + found;
        if found == length {
            return Some(from);
        }
    }
    None
}

/// Takes a backslash and what it escapes (CommonMark, 2.4).
fn escaped<'t>(text: &'t str, out: &mut String) -> &'t str {
    let mut chars = text.chars();
    out.extend(chars.next());
    if chars
        .as_str()
        .starts_with(|c: char| c.is_ascii_punctuation())
    {
        out.extend(chars.next());
    }
    chars.as_str()
}

/// Takes one character, or an address with what belongs to it.
fn plain<'t>(text: &'t str, out: &mut String) -> &'t str {
    if let Some((link, rest)) = link(text) {
        out.push_str(&link);
        return rest;
    }
    if let Some((label, rest)) = nearby(text) {
        out.push_str(&label);
        return rest;
    }
    if let Some((url, rest)) = bare_url(text, out) {
        out.push_str(&format!("<{url}>"));
        return rest;
    }
    let mut chars = text.chars();
    let c = chars.next().unwrap_or_default();
    let image = c == '!' && chars.as_str().starts_with('[');
    if image || matches!(c, '<' | '>' | '[' | ']') {
        out.push('\\');
    }
    out.push(c);
    chars.as_str()
}

/// `text` without characters that cannot be seen: control characters, and those that change the direction of text.
pub(super) fn visible(text: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    match text.bytes().all(is_plain) {
        true => text.to_owned(),
        false => text.chars().filter(|c| !is_invisible(*c)).collect(),
    }
}

pub(super) fn is_invisible(c: char) -> bool {
    let formatting = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}');
    formatting || (c.is_control() && c != '\t') || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// `[text](https://...)`: a link that says where it goes may stay.
fn link(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_once("](")?;
    let (url, tail) = rest.split_once(')')?;
    let simple = !label.contains(['[', ']', '<', '>', '!', '\\', '`']) && !label.is_empty();
    ((simple || is_code(label)) && is_url(url)).then(|| (format!("[{label}]({url})"), tail))
}

/// `[text](/docs/x)`, `[text](#section)`: a link to somewhere beside the page that the text was written for leads nowhere
/// here. What it says stays, and where it led if that is more than a section.
fn nearby(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_once("](")?;
    let (target, tail) = rest.split_once(')')?;
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "/#?&=.-_~%+".contains(c);
    let simple = !label.contains(['[', ']', '\\']) && !label.is_empty();
    let near = !target.is_empty() && target.chars().all(is_legal);
    let label = (simple && near).then(|| harmless(label))?;
    Some(match target.starts_with('#') {
        true => (label, tail),
        false => (format!("{label} (`{target}`)"), tail),
    })
}

/// Whether a text is one code span and nothing else.
fn is_code(text: &str) -> bool {
    let inner = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['`', '[', ']']))
}

/// `https://...` as it stands in running text, and what follows it.
fn bare_url<'t>(text: &'t str, before: &str) -> Option<(&'t str, &'t str)> {
    let starts = text.starts_with("https://") || text.starts_with("http://");
    if !starts || before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let end = text
        .find(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '<' | '>' | '"' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '\\' | '|' | '*'
                )
        })
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_']);
    is_url(url).then(|| (url, &text[url.len()..]))
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.contains(|c: char| {
                c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '`' | '"' | '\\')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let check = |line: &str, expected: &str| assert_eq!(harmless(line), expected);
        check("plain text", "plain text");
        check("a <script> and `Vec<T>`", "a \\<script\\> and `Vec<T>`");
        check(
            "see [Struct] and [docs](https://a.b/c)",
            "see \\[Struct\\] and [docs](https://a.b/c)",
        );
        check("[x](javascript:alert)", "\\[x\\](javascript:alert)");
        check("[`a<b>`](https://a.b/c)", "[`a<b>`](https://a.b/c)");
        check("[`a` b](https://a.b)", "\\[`a` b\\](<https://a.b>)");
        check("[x](/docs/y-z) [`<z>`](#top)", "x (`/docs/y-z`) `<z>`");
        check("[<b>](y.html)", "\\<b\\> (`y.html`)");
        check("at https://a.b/c.", "at <https://a.b/c>.");
        check("<https://a.b>", "\\<<https://a.b>\\>");
        check("one ` tick", "one \\` tick");
        check("\\\\<b> \\<b>", "\\\\\\<b\\> \\<b\\>");
        check("\\`<b>\\`", "\\`\\<b\\>\\`");
        check("`<b>```", "\\`\\<b\\>\\`\\`\\`");
        check("`` a`<b> `` <b>", "`` a`<b> `` \\<b\\>");
        check("![x](https://a.b/c)", "\\![x](https://a.b/c)");
        check("right\u{202e}to left", "rightto left");
    }
}

//! One line of CommonMark, made harmless for rustdoc: text in backticks stays as it is, everything else loses
//! what rustdoc would make a link, a tag or an intra-doc reference of.

/// `line` without meaning beyond what it shows.
pub(super) fn harmless(line: &str) -> String {
    let line = visible(line);
    let ticks = line.matches('`').count();
    let mut out = String::with_capacity(line.len() + 8);
    // An odd backtick has no partner: no code span, only text.
    for (i, part) in line.split('`').enumerate() {
        if i > 0 {
            out.push_str(if ticks % 2 == 1 && i == ticks {
                "\\`"
            } else {
                "`"
            });
        }
        let is_code = i % 2 == 1 && !(ticks % 2 == 1 && i == ticks);
        if is_code {
            out.push_str(part)
        } else {
            escape(part, &mut out)
        }
    }
    out
}

/// `text` without characters that cannot be seen: control characters, and those that change the direction of text.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

pub(super) fn is_invisible(c: char) -> bool {
    let formatting = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}');
    formatting || (c.is_control() && c != '\t') || matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((link, tail)) = link(rest) {
            out.push_str(&link);
            rest = tail;
        } else if let Some((url, tail)) = bare_url(rest, out) {
            out.push_str(&format!("<{url}>"));
            rest = tail;
        } else {
            if matches!(c, '<' | '>' | '[' | ']') && !out.ends_with('\\') {
                out.push('\\');
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// `[text](https://...)`: a link that says where it goes may stay.
fn link(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_once("](")?;
    let (url, tail) = rest.split_once(')')?;
    let simple = !label.contains(['[', ']', '<', '>', '!', '\\']) && !label.is_empty();
    (simple && is_url(url)).then(|| (format!("[{label}]({url})"), tail))
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
        check("at https://a.b/c.", "at <https://a.b/c>.");
        check("<https://a.b>", "\\<<https://a.b>\\>");
        check("one ` tick", "one \\` tick");
        check("right\u{202e}to left", "rightto left");
    }
}

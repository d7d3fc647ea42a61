//! Text from a document, made harmless for a terminal.

/// `text` on one line, without anything a terminal or an editor acts on:
/// control characters and escapes, bidirectional overrides, invisible
/// characters. Each becomes `U+FFFD`, white space becomes a space, so that
/// columns stay what they are.
pub fn plain(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// Longest message or name printed; documents hold texts of megabytes.
pub(super) const MAX_SHOWN: usize = 400;

/// [`plain`], cut after a few hundred characters.
pub(super) fn plain_short(text: &str) -> String {
    let mut rest = text.chars();
    let mut short: String = rest.by_ref().take(MAX_SHOWN).map(shown).collect();
    if rest.next().is_some() {
        short.push('…');
    }
    short
}

/// The character to print for `c`.
fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if c.is_control() || is_invisible(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Characters that change how others are shown, or show nothing: bidirectional
/// controls (UAX #9), zero width and tag characters, line separators, variation
/// selectors, noncharacters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_acts_on_stays() {
        assert_eq!(
            plain("a\tb\u{1b}[31mc\u{202e}d\ne"),
            "a b\u{fffd}[31mc\u{fffd}d e"
        );
        assert_eq!(plain("日本 +1 é"), "日本 +1 é");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(
            plain_short(&"x".repeat(1000)).chars().count(),
            MAX_SHOWN + 1
        );
        assert_eq!(plain_short("short"), "short");
    }
}

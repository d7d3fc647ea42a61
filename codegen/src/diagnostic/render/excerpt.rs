//! The line of a text that a diagnostic shows.

use std::ops::Range;

use crate::diagnostic::plain;
use crate::source::Position;

/// Characters shown before and after the place on a very long line.
const WINDOW: usize = 60;

/// One line, made harmless and cut to a window around the place.
pub(super) struct Excerpt {
    pub(super) line: String,
    /// The bytes of `line` to underline.
    pub(super) mark: Range<usize>,
}

impl Excerpt {
    /// What is shown of `line`, which `position` is in.
    pub(super) fn of(line: &str, position: Position) -> Self {
        let column = position.column.saturating_sub(1);
        let from = column.saturating_sub(WINDOW);
        let mut rest = line.chars().skip(from);
        let before: String = rest.by_ref().take(column - from).collect();
        let after: String = rest.by_ref().take(WINDOW).collect();
        let (head, tail) = (
            if from > 0 { "…" } else { "" },
            rest.next().map_or("", |_| "…"),
        );
        let start = head.len() + plain(&before).len();
        let after = after.trim_end();
        let mark = start..start + plain(marked(after)).len();
        Self {
            line: format!("{head}{}{}{tail}", plain(&before), plain(after)),
            mark,
        }
    }
}

/// What to underline of a text that begins with a key or a value: a quoted text
/// with its quotes, a key up to its colon, a plain value up to its end.
fn marked(text: &str) -> &str {
    let end = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].find(quote).map(|end| end + 2),
        _ => [": ", " #", ",", "}", "]"]
            .iter()
            .filter_map(|stop| text.find(stop))
            .min(),
    };
    let marked = &text[..end.unwrap_or(text.len())];
    marked.strip_suffix(':').unwrap_or(marked)
}

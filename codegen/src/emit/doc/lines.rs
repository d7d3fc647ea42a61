//! A description to lines: code becomes fenced `text` that no doctest runs, long paragraphs are broken.

use super::inline::{harmless, visible};

/// Lines longer than this are broken at a space.
const WIDTH: usize = 100;

/// The lines of a doc comment.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut out = Output::default();
    for line in text.lines() {
        out.line(&line.replace('\t', "    "));
    }
    out.finish()
}

/// One line of our own words, broken like the others.
pub(super) fn wrapped(line: &str) -> Vec<String> {
    let indent = if is_list_item(line) { 2 } else { 0 };
    if line.chars().count() <= WIDTH {
        vec![line.to_owned()]
    } else {
        broken(line, indent)
    }
}

#[derive(Default)]
struct Output {
    lines: Vec<String>,
    /// The fence that closes the code we are in.
    fence: Option<Fence>,
    /// Whether the text above is a list, in which indented lines are no code.
    in_list: bool,
}

enum Fence {
    /// Written by the document, with this many of this character.
    Theirs(char, usize),
    /// Written by us around an indented block.
    Ours,
}

impl Output {
    fn line(&mut self, line: &str) {
        match self.fence {
            Some(Fence::Theirs(mark, count)) => self.in_their_fence(line, mark, count),
            Some(Fence::Ours) if line.trim().is_empty() || is_indented(line) => {
                self.code(line.get(4..).unwrap_or_default())
            }
            Some(Fence::Ours) => {
                self.close();
                self.text(line);
            }
            None => self.text(line),
        }
    }

    fn in_their_fence(&mut self, line: &str, mark: char, count: usize) {
        if fence(line).is_some_and(|(found, length, info)| {
            found == mark && length >= count && info.is_empty()
        }) {
            self.close();
        } else {
            self.code(line);
        }
    }

    fn text(&mut self, line: &str) {
        if let Some((mark, count, _)) = fence(line) {
            self.fence = Some(Fence::Theirs(mark, count));
            self.lines.push("```text".to_owned());
        } else if is_indented(line)
            && !self.in_list
            && self.lines.last().is_none_or(String::is_empty)
        {
            self.fence = Some(Fence::Ours);
            self.lines.push("```text".to_owned());
            self.code(&line[4..]);
        } else {
            let starts_list = is_list_item(line);
            self.in_list =
                starts_list || (self.in_list && (line.trim().is_empty() || line.starts_with(' ')));
            self.paragraph(line, starts_list);
        }
    }

    /// Code as it is, save what cannot be seen or would close our fence.
    fn code(&mut self, line: &str) {
        self.lines
            .push(visible(line).trim_end().replace("```", "'''"));
    }

    fn close(&mut self) {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.push("```".to_owned());
        if matches!(self.fence.take(), Some(Fence::Ours)) {
            self.lines.push(String::new());
        }
    }

    fn paragraph(&mut self, line: &str, is_item: bool) {
        let line = if self.in_list {
            line.trim_end()
        } else {
            line.trim()
        };
        let harmless = harmless(line);
        if line.starts_with(['|', '#']) || harmless.chars().count() <= WIDTH {
            self.push(harmless);
            return;
        }
        let indent = harmless.len() - harmless.trim_start().len() + if is_item { 2 } else { 0 };
        for line in broken(&harmless, indent) {
            self.push(line);
        }
    }

    /// No two empty lines in a row, none at the beginning.
    fn push(&mut self, line: String) {
        if !line.is_empty() || self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(line);
        }
    }

    fn finish(mut self) -> Vec<String> {
        if self.fence.is_some() {
            self.close();
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

/// `line` in pieces of at most [`WIDTH`] where spaces allow. A piece never begins with what would be a list, a
/// heading or a quotation, and code in backticks is never broken.
fn broken(line: &str, indent: usize) -> Vec<String> {
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    let (mut in_code, mut width) = (false, 0);
    for word in line.split(' ') {
        let length = word.chars().count();
        let is_full = width + length >= WIDTH && !in_code;
        if is_full && !is_marker(word) && !piece.trim().is_empty() {
            pieces.push(std::mem::replace(&mut piece, " ".repeat(indent)));
            width = indent;
        } else if !piece.is_empty() || !pieces.is_empty() {
            piece.push(' ');
            width += 1;
        }
        piece.push_str(word);
        width += length;
        in_code ^= word.bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
    }
    pieces.push(piece);
    pieces
        .into_iter()
        .map(|piece| piece.trim_end().to_owned())
        .collect()
}

fn is_marker(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let is_number = number.len() < word.len() && number.chars().all(|c| c.is_ascii_digit());
    is_number
        || word.starts_with("```")
        || word.starts_with(['-', '+', '*', '#', '>', '|', '=', '~'])
}

fn is_list_item(line: &str) -> bool {
    let word = line.trim_start().split(' ').next().unwrap_or_default();
    let number = word.trim_end_matches(['.', ')']);
    matches!(word, "-" | "*" | "+")
        || (number.len() + 1 == word.len()
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit()))
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") && !line.trim().is_empty()
}

/// The character of a code fence, how many there are, and what follows them.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|c| *c == mark).count();
    let info = line[count..].trim();
    (count >= 3 && !info.contains('`')).then_some((mark, count, info))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_never_runs() {
        assert_eq!(
            lines("a\n```rust\nloop {}\n```\nb"),
            ["a", "```text", "loop {}", "```", "b"]
        );
        assert_eq!(
            lines("a\n\n    loop {}\n\nb"),
            ["a", "", "```text", "loop {}", "```", "", "b"]
        );
        assert_eq!(lines("~~~\n```\n~~~"), ["```text", "'''", "```"]);
        assert_eq!(
            lines("```\nnever closed"),
            ["```text", "never closed", "```"]
        );
        assert_eq!(
            lines("- item\n    more of it"),
            ["- item", "    more of it"]
        );
    }

    #[test]
    fn long_lines_are_broken() {
        let long = "word ".repeat(30) + "- dash";
        let found = lines(&long);
        assert!(
            found.len() == 2
                && found
                    .iter()
                    .all(|line| line.len() <= WIDTH && !line.starts_with('-')),
            "{found:?}"
        );
        assert_eq!(found.join(" "), long);
    }
}

//! Documentation on its way through the printer.
//!
//! Half of a crate is documentation, and a token costs far more than a line of text. So a comment is one attribute,
//! however many lines it has, and becomes lines when it is printed.

use proc_macro2::Literal;

/// What stands between two lines. No documentation has it, since characters that cannot be seen are taken out of it,
/// and nothing else that is printed, since literals escape it.
const BETWEEN: char = '\u{1e}';

/// What a line of documentation begins with.
const MARK: &str = "///";

/// `lines` as the text of a doc attribute.
pub(crate) fn documentation(lines: &[String]) -> Literal {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.extend((index > 0).then_some(BETWEEN));
        text.extend((!line.is_empty()).then_some(' '));
        text.push_str(line);
    }
    literal(&text)
}

/// A raw literal where that can be: nobody has to look for escapes in it.
fn literal(text: &str) -> Literal {
    let raw = format!("r##\"{text}\"##").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

/// What was printed, with a line for each line of documentation.
pub(super) fn in_lines(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len() + printed.len() / 4);
    let mut begin = MARK;
    for piece in printed.split(BETWEEN) {
        if !out.is_empty() {
            out.truncate(out.trim_end_matches(' ').len());
            out.extend(["\n", begin]);
        }
        out.push_str(piece);
        begin = piece
            .rsplit_once('\n')
            .map_or(begin, |(_, line)| mark(line));
    }
    out
}

/// What the lines of documentation begin with of which this is the first.
fn mark(line: &str) -> &str {
    let indent = line.len() - line.trim_start().len();
    line.get(..indent + MARK.len()).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_they_were() {
        let lines = ["a \"quoted\" \\ word  ", "", "r##\"x\"## é", "/// 1"].map(str::to_owned);
        let (all, one) = (documentation(&lines), documentation(&lines[..1]));
        let item =
            format!("#[doc = {all}] struct A {{ #[doc = {one}] b: u8, #[doc = {all}] c: u8 }}");
        let item = item.parse().unwrap();
        let printed = crate::format::body(&crate::stages::Nobody, [item]);
        let expected = "
/// a \"quoted\" \\ word
///
/// r##\"x\"## é
/// /// 1
struct A {
    /// a \"quoted\" \\ word
    b: u8,
    /// a \"quoted\" \\ word
    ///
    /// r##\"x\"## é
    /// /// 1
    c: u8,
}
";
        assert_eq!(printed, expected);
    }
}

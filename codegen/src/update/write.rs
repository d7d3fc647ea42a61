//! A document as YAML in the style of `specs`: two spaces, lists indented, texts of several lines in blocks. Comments
//! that stand on lines of their own are kept.

use crate::source::{Pointer, Source};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longer lines of text are folded.
const WIDTH: usize = 100;

/// The text of `document`, with the comments of `old` where their places still are.
pub fn text(document: &Value, old: &Source) -> String {
    let mut out = Out {
        text: String::new(),
        comments: comments(old, document),
    };
    out.node(document, 0, &Pointer::root());
    out.text
}

struct Out {
    text: String,
    /// What stands above a place.
    comments: BTreeMap<String, Vec<String>>,
}

impl Out {
    fn node(&mut self, value: &Value, indent: usize, at: &Pointer) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let at = at.join(key);
                    self.comment(&at, indent);
                    self.line(indent, &format!("{}:", scalar(key)));
                    self.value(value, indent, &at);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let at = at.index(index);
                    self.comment(&at, indent);
                    self.item(item, indent, &at);
                }
            }
            _ => {}
        }
    }

    /// What stands behind a key.
    fn value(&mut self, value: &Value, indent: usize, at: &Pointer) {
        match is_block(value) {
            true => {
                self.text.push('\n');
                self.node(value, indent + 2, at);
            }
            false => self.inline(value, indent),
        }
    }

    /// An element begins on the line of its dash.
    fn item(&mut self, item: &Value, indent: usize, at: &Pointer) {
        if !is_block(item) {
            self.line(indent, "-");
            return self.inline(item, indent);
        }
        let start = self.text.len();
        self.node(item, indent + 2, at);
        self.text
            .replace_range(start + indent..start + indent + 1, "-");
    }

    /// A scalar, or something empty, and the end of the line.
    fn inline(&mut self, value: &Value, indent: usize) {
        match value {
            Value::String(text) if is_long(text) => self.block(text, indent + 2),
            Value::String(text) => self.string(text, indent),
            Value::Object(_) => self.text += " {}\n",
            other => self.text += &format!(" {other}\n"),
        }
    }

    /// On its line, or folded below it.
    fn string(&mut self, text: &str, indent: usize) {
        let column = self.text.len() - self.text.rfind('\n').map_or(0, |at| at + 1);
        let short = scalar(text);
        if column + 1 + short.chars().count() <= WIDTH || !can_fold(text) {
            self.text += &format!(" {short}\n");
            return;
        }
        self.text += " >-";
        // The first word begins a line whatever its length.
        let mut column = WIDTH;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column + 1 + length > WIDTH {
                self.text += &format!("\n{:1$}", "", indent + 2);
                column = indent + 2;
            } else {
                self.text.push(' ');
                column += 1;
            }
            self.text += word;
            column += length;
        }
        self.text.push('\n');
    }

    fn block(&mut self, text: &str, indent: usize) {
        let body = text.trim_end_matches('\n');
        let ends = match text.len() - body.len() {
            0 => "|-",
            1 => "|",
            _ => "|+",
        };
        self.text += &format!(" {ends}\n");
        let all = if ends == "|+" { text } else { body };
        for line in all
            .split('\n')
            .take(all.split('\n').count() - usize::from(ends == "|+"))
        {
            match line.is_empty() {
                true => self.text.push('\n'),
                false => self.text += &format!("{:indent$}{line}\n", ""),
            }
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text += &format!("{:indent$}{text}", "");
    }

    fn comment(&mut self, at: &Pointer, indent: usize) {
        for comment in self.comments.remove(at.as_str()).into_iter().flatten() {
            self.text += &format!("{:indent$}{comment}\n", "");
        }
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}

/// Whether a text can be a block: the first line must not begin with a space, which would tell of the indent.
fn is_long(text: &str) -> bool {
    let is_plain = |c: char| c == '\n' || !c.is_control();
    text.contains('\n') && !text.starts_with([' ', '\n']) && text.chars().all(is_plain)
}

/// Whether a text can be folded: between its words is one space each.
fn can_fold(text: &str) -> bool {
    !text.chars().any(char::is_control) && text.split(' ').all(|word| !word.is_empty())
}

/// A text on one line: as it is where YAML reads it as that text, or else in quotes.
fn scalar(text: &str) -> String {
    let read: Option<Value> = serde_yaml::from_str(text).ok();
    let is_itself = read == Some(Value::String(text.to_owned()));
    // Older readers take these for flags.
    let is_flag = matches!(
        text.to_ascii_lowercase().as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off"
    );
    let is_key = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    if is_itself && !is_flag && !is_key && !text.contains('\n') {
        return text.to_owned();
    }
    match text.chars().any(char::is_control) {
        true => Value::String(text.to_owned()).to_string(),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}

/// Comments on lines of their own, by the place that begins on the next line.
fn comments(source: &Source, document: &Value) -> BTreeMap<String, Vec<String>> {
    let found = comment_lines(&source.text);
    if found.is_empty() {
        return BTreeMap::new();
    }
    let mut places = Vec::new();
    pointers(document, &Pointer::root(), &mut places);
    // The outermost of those that begin on a line comes first.
    let places = source.locate_all(&places);
    let placed = found.into_iter().filter_map(|(line, comments)| {
        let mut here = places.iter().filter(|(_, position)| position.line == line);
        let (pointer, _) = here.next()?;
        Some((pointer.as_str().to_owned(), comments))
    });
    placed.collect()
}

/// Comments by the number of the line below. They stand as far to the right as that one: what stands further to the right
/// is text of a block.
fn comment_lines(text: &str) -> BTreeMap<usize, Vec<String>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (mut found, mut open) = (BTreeMap::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with('#') {
            open.push(line);
            continue;
        }
        let above = open
            .drain(..)
            .filter(|comment| indent(comment) == indent(line));
        let above: Vec<String> = above.map(|comment| comment.trim().to_owned()).collect();
        if !above.is_empty() {
            found.insert(index + 1, above);
        }
    }
    found
}

fn pointers(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    let mut inside = |at: Pointer, value: &Value| {
        found.push(at.clone());
        pointers(value, &at, found);
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                inside(at.join(key), value);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                inside(at.index(index), value);
            }
        }
        _ => {}
    }
}

//! A comparison as one page that needs nothing beside it: what changed in the document, and what that does to the Rust
//! API, side by side.

use super::{Change, Comparison, Effect, Spot};
use crate::source::Source;
use std::fmt::Write;

/// How much of a document is shown of a place, in lines.
const LINES: usize = 6;

/// Longer lines are cut, in characters.
const WIDTH: usize = 120;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

impl Comparison {
    /// The page. `old` and `new` are the sources of the two sides.
    pub fn html(&self, old: &[Source], new: &[Source]) -> String {
        let (old, new) = (Texts::of(old), Texts::of(new));
        let title = escaped(&format!("{}: {}", self.package, self.summary()));
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n\
             <p class=\"verdict {}\">{}</p>\n",
            escaped(&self.package),
            self.verdict().as_str(),
            escaped(&self.summary()),
        );
        self.filters(&mut out);
        out += "</header>\n<main>\n";
        for (effect, count) in self.counts() {
            let (word, title) = (effect.as_str(), effect.title());
            let _ = writeln!(
                out,
                "<section class=\"{word}\">\n<h2>{title} <small>{count}</small></h2>"
            );
            for change in self.of(effect) {
                change.html(&old, &new, &mut out);
            }
            out += "</section>\n";
        }
        let _ = write!(
            out,
            "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
        );
        out
    }

    /// What is to be seen can be chosen.
    fn filters(&self, out: &mut String) {
        out.push_str("<form>\n");
        for (effect, count) in self.counts() {
            let (word, title) = (effect.as_str(), effect.title());
            let _ = writeln!(
                out,
                "<label><input type=\"checkbox\" name=\"{word}\" checked> {title} ({count})</label>"
            );
        }
        out.push_str("<label>Find <input type=\"search\" placeholder=\"Client::make_call\"></label>\n</form>\n");
    }
}

impl Change {
    fn html(&self, old: &Texts<'_>, new: &Texts<'_>, out: &mut String) {
        let (path, title) = (escaped(&self.path), coded(self.kind.title));
        let _ = write!(
            out,
            "<article>\n<h3><code>{path}</code> {title}</h3>\n<div class=\"sides\">\n<div class=\"document\">\n"
        );
        for (word, spot, texts) in [("was", &self.old_at, old), ("is", &self.new_at, new)] {
            if let Some(spot) = spot {
                let _ = writeln!(
                    out,
                    "<h4>{word} at <code>{}</code></h4>",
                    escaped(&spot.to_string())
                );
                if self.kind.effect != Effect::Docs {
                    texts.excerpt(spot, out);
                }
            }
        }
        out.push_str("</div>\n<div class=\"rust\">\n");
        for (tag, said) in [("del", &self.old), ("ins", &self.new)] {
            if let Some(said) = said
                .as_ref()
                .filter(|said| !matches!(said.as_str(), "" | "yes"))
            {
                let _ = writeln!(out, "<pre><{tag}>{}</{tag}></pre>", escaped(said));
            }
        }
        if !self.kind.advice.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", coded(self.kind.advice));
        }
        let code = self.kind.code;
        let _ = write!(
            out,
            "<p class=\"code\"><code>{code}</code></p>\n</div>\n</div>\n</article>\n"
        );
    }
}

/// The lines of the sources of one side.
struct Texts<'s>(Vec<Vec<&'s str>>);

impl<'s> Texts<'s> {
    fn of(sources: &'s [Source]) -> Self {
        let lines = sources.iter().map(|source| source.text.lines().collect());
        Self(lines.collect())
    }

    /// The lines from a place on, with their numbers.
    fn excerpt(&self, spot: &Spot, out: &mut String) {
        let (Some(lines), Some(position)) = (self.0.get(spot.source), &spot.position) else {
            return;
        };
        out.push_str("<pre>");
        let from = position.line.saturating_sub(1);
        for (index, line) in lines.iter().enumerate().skip(from).take(LINES) {
            let line: String = line.chars().take(WIDTH).collect();
            let _ = writeln!(out, "<span>{}</span> {}", index + 1, escaped(&line));
        }
        out.push_str("</pre>\n");
    }
}

/// Our own text, with what stands between backticks as code.
fn coded(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}

/// Text of a document as text of a page: it is anybody's.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::diagnostic::plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_of_a_document_is_text() {
        assert_eq!(
            escaped("<script>alert('a' & \"b\")</script>"),
            "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;"
        );
    }
}

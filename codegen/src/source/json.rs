//! Positions in a JSON text, by one scan that descends only where something is
//! wanted.

use super::Position;
use super::wanted::Wanted;

/// Notes the positions of everything `wanted` in `text`. False where the text
/// is not JSON.
pub(super) fn visit(text: &str, wanted: &mut Wanted) -> bool {
    let mut scan = Scan::new(text);
    scan.value(wanted, 0).is_some() && scan.peek().is_none()
}

/// Deeper than anything `load` accepts: beyond this the scan gives up.
const MAX_DEPTH: usize = 200;

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// A place whose position is known, from which the next one is counted, so
    /// that a long line is counted through only once.
    known: (usize, Position),
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            known: (0, Position { line: 1, column: 1 }),
        }
    }

    fn value(&mut self, node: &mut Wanted, depth: usize) -> Option<()> {
        let first = self.peek()?;
        if matches!(first, b'{' | b'[') {
            node.found_container(self.position());
        } else {
            node.found_value(self.position());
        }
        match first {
            _ if !node.goes_on() => self.skip(),
            _ if depth > MAX_DEPTH => None,
            b'{' => self.object(node, depth),
            b'[' => self.array(node, depth),
            _ => self.skip(),
        }
    }

    fn object(&mut self, node: &mut Wanted, depth: usize) -> Option<()> {
        self.at += 1;
        while self.peek()? != b'}' {
            let at = self.position();
            let key = self.key()?;
            self.expect(b':')?;
            match node.child(&key) {
                Some(child) => {
                    child.found_key(at);
                    self.value(child, depth + 1)?;
                }
                None => self.skip()?,
            }
            self.comma(b'}')?;
        }
        self.expect(b'}')
    }

    fn array(&mut self, node: &mut Wanted, depth: usize) -> Option<()> {
        self.at += 1;
        let mut index = 0;
        while self.peek()? != b']' {
            match node.child(&index.to_string()) {
                Some(child) => self.value(child, depth + 1)?,
                None => self.skip()?,
            }
            self.comma(b']')?;
            index += 1;
        }
        self.expect(b']')
    }

    fn key(&mut self) -> Option<String> {
        let start = self.at;
        self.string()?;
        let raw = self.text.get(start..self.at)?;
        match raw.contains('\\') {
            true => serde_json::from_str(raw).ok(),
            false => Some(raw.get(1..raw.len() - 1)?.to_owned()),
        }
    }

    /// Passes one value of any kind.
    fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.string(),
            b'{' | b'[' => self.container(),
            b',' | b':' | b'}' | b']' => None,
            _ => {
                self.word();
                Some(())
            }
        }
    }

    /// Passes an object or array, without recursion. Nothing in it matters but
    /// where it ends.
    fn container(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let next = rest.iter().position(|byte| is_mark(*byte))?;
            self.at += next;
            match rest[next] {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                _ => open -= 1,
            }
            self.at += 1;
            if open == 0 {
                return Some(());
            }
        }
    }

    fn word(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|b| b",:]}\"{[ \t\r\n".contains(b));
        self.at += end.unwrap_or(rest.len());
    }

    fn string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let next = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            self.at += next + 1;
            match rest[next] {
                b'"' => return Some(()),
                _ => self.at += 1,
            }
        }
    }

    fn comma(&mut self, end: u8) -> Option<()> {
        match self.peek()? {
            b',' => self.at += 1,
            other if other == end => {}
            _ => return None,
        }
        Some(())
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn position(&mut self) -> Position {
        let (from, known) = self.known;
        let between = self.text.get(from..self.at).unwrap_or_default();
        let (column, last) = match between.rsplit_once('\n') {
            Some((_, last)) => (1, last),
            None => (known.column, between),
        };
        let position = Position {
            line: known.line + between.matches('\n').count(),
            column: column + last.chars().count(),
        };
        self.known = (self.at, position);
        position
    }
}

/// What tells where an object or array ends.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')
}

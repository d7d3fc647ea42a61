//! Where in a document a reader stands: a linked list on the stack, written out only when something fails.

use super::error::{DecodeFault, Error, Result};
use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::fmt::Write as _;

/// Levels of objects and arrays a document may have. serde_json has the same limit for text; this one also holds for
/// values in memory and for other formats.
const MAX_DEPTH: usize = 128;

/// Bytes of stack a document may take. The levels alone do not say: in a build without optimisation a level of a struct
/// with 120 fields takes 22 KiB, one of a small struct a few. Half of what a thread has by default.
const MAX_STACK: usize = 1 << 20;

/// A place in a document.
pub struct Path<'a> {
    up: Option<&'a Path<'a>>,
    segment: Segment<'a>,
    depth: usize,
    root: &'a Root,
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

/// See [`Tree::identity`](super::tree::Tree::identity).
type Identity = (usize, usize);

/// What the places of one document share.
#[derive(Default)]
pub(super) struct Root {
    /// The first failure; what happens on the way up does not replace it.
    failure: RefCell<Option<(String, Option<String>)>>,
    /// Which arm of a union a value in memory was found to be, see [`Path::chosen`].
    chosen: RefCell<HashMap<(Identity, TypeId), usize>>,
    /// Which unions are being read from which values in memory, the outermost first.
    open: RefCell<Vec<(Identity, TypeId)>>,
}

impl Root {
    pub(super) fn path(&self) -> Path<'_> {
        Path {
            up: None,
            segment: Segment::Root,
            depth: 0,
            root: self,
        }
    }

    /// The failure to report; `otherwise` is the message when only the format itself has failed.
    #[cold]
    pub(super) fn fault(self, otherwise: String, position: Option<(usize, usize)>) -> DecodeFault {
        let (path, message) = self
            .failure
            .into_inner()
            .unwrap_or_else(|| ("$".to_owned(), None));
        DecodeFault {
            path,
            message: message.unwrap_or(otherwise),
            position,
        }
    }
}

impl Path<'_> {
    /// Runs `work` at the root of some document.
    pub(crate) fn with_root<T>(work: impl FnOnce(&Path<'_>) -> T) -> T {
        let root = Root::default();
        work(&root.path())
    }

    #[inline]
    pub(crate) fn key<'b>(&'b self, key: &'b str) -> Path<'b> {
        self.to(Segment::Key(key))
    }

    #[inline]
    pub(crate) fn index(&self, index: usize) -> Path<'_> {
        self.to(Segment::Index(index))
    }

    #[inline]
    fn to<'b>(&'b self, segment: Segment<'b>) -> Path<'b> {
        Path {
            up: Some(self),
            segment,
            depth: self.depth + 1,
            root: self.root,
        }
    }

    /// Refuses an object or array that lies too deep, so that no document can exhaust the stack.
    #[inline]
    pub(super) fn enter(&self) -> Result<()> {
        if self.depth < MAX_DEPTH && self.stack() < MAX_STACK {
            return Ok(());
        }
        Err(Error::new("nested too deeply"))
    }

    /// About how much stack the document has taken so far: root and paths live there, one for each level.
    #[inline]
    fn stack(&self) -> usize {
        std::ptr::from_ref(self)
            .addr()
            .abs_diff(std::ptr::from_ref(self.root).addr())
    }

    /// Reports `error` as what happened here, unless a place further in has reported already.
    #[cold]
    pub(super) fn fail(&self, error: &Error) {
        self.report(Some(error.message()));
    }

    /// Reports that the format itself has failed here; its own error says why.
    #[cold]
    pub(super) fn broken(&self) {
        self.report(None);
    }

    fn report(&self, message: Option<&str>) {
        let mut failure = self.root.failure.borrow_mut();
        if failure.is_none() {
            *failure = Some((self.text(), message.map(str::to_owned)));
        }
    }

    /// Forgets a failure that was only an attempt.
    #[cold]
    pub(super) fn retract(&self) {
        self.root.failure.borrow_mut().take();
    }

    /// The arm that an earlier attempt of the union `union` chose for a value in memory, see [`Identity`].
    ///
    /// Unions inside of unions would otherwise try every combination of their arms. The notes hold as long as the
    /// value in memory does not move: who owns one calls [`Path::forget_choices`] before letting go of it.
    pub(super) fn chosen(&self, value: Identity, union: TypeId) -> Option<usize> {
        self.root.chosen.borrow().get(&(value, union)).copied()
    }

    pub(super) fn choose(&self, value: Identity, union: TypeId, arm: usize) {
        self.root.chosen.borrow_mut().insert((value, union), arm);
    }

    /// Notes that the union `union` is being read from a value in memory. `false`: it is already, and a variant of it
    /// has led back here without a step into the value, which would go on for ever.
    pub(super) fn open(&self, value: Identity, union: TypeId) -> bool {
        let mut open = self.root.open.borrow_mut();
        let here = open.iter().rev().take_while(|(other, _)| *other == value);
        let is_new = here.into_iter().all(|(_, other)| *other != union);
        if is_new {
            open.push((value, union));
        }
        is_new
    }

    /// The end of what [`Path::open`] began.
    pub(super) fn close(&self) {
        self.root.open.borrow_mut().pop();
    }

    pub(super) fn forget_choices(&self) {
        self.root.chosen.borrow_mut().clear();
    }

    /// The path as text, for example `$.messages[0].text`.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        if let Some(up) = self.up {
            up.write(out);
        }
        // Writing into a String does not fail.
        let _ = match self.segment {
            Segment::Root => write!(out, "$"),
            Segment::Index(index) => write!(out, "[{index}]"),
            Segment::Key(key) if !is_name(key) => out.write_str(HIDDEN),
            Segment::Key(key) if key.contains(['@', '-', '.', '/', ':']) => {
                write!(out, "[\"{key}\"]")
            }
            Segment::Key(key) => write!(out, ".{key}"),
        };
    }
}

/// What stands for a key that is not shown.
const HIDDEN: &str = "[*]";

/// A key as everything shows it that ends up in a log: those of maps can be values (a phone number, an address), which
/// look like no name.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match is_name(self.0) {
            true => self.0.fmt(f),
            false => f.write_str(HIDDEN),
        }
    }
}

/// Whether a key looks like the name of something. Others may be values (numbers, addresses) and are not shown.
fn is_name(key: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    let other = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'/' | b':');
    let rest = key.strip_prefix('@').unwrap_or(key);
    rest.len() <= 64
        && rest.bytes().next().is_some_and(letter)
        && rest.bytes().all(|byte| letter(byte) || other(byte))
        && !holds_a_number(rest)
}

/// The most digits in a row that a name has: the shortest telephone numbers that are somebody's have seven.
const DIGITS: u32 = 6;

/// Whether there are as many digits in a row as telephone numbers have, however they are divided: `tel:0151-2345678`.
/// A date is taken for one as well; that hides a name at times, and the other mistake shows somebody's number.
fn holds_a_number(key: &str) -> bool {
    let mut digits = 0;
    key.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' => digits += 1,
            byte if byte.is_ascii_alphabetic() => digits = 0,
            _ => {}
        }
        digits > DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn what_may_be_a_value_is_no_name() {
        for name in [
            "a",
            "$ref",
            "@id",
            "x-rate-limit",
            "https://json.org/v2.1",
            "line_1",
            "E164",
            "sha256-md5",
            "page_2_of_1000",
            "utf8_base64_crc32_x86",
        ] {
            assert!(is_name(name), "{name}");
        }
        for value in [
            "",
            "1",
            "+4915123456789",
            "ann@example.com",
            "two words",
            "tel:0049-151-2345678",
            "tel:0049.151/2345",
            "whatsapp:4915123456789",
            "call_49_151_23_45",
            "n5551234",
            "day:2026-11-27",
        ] {
            assert!(!is_name(value), "{value}");
        }
    }
}

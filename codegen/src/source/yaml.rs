//! Positions in a YAML text, without a YAML parser of our own.
//!
//! The crate behind `serde_yaml` keeps positions to itself, but stamps every
//! error with line and column. So the visitors here raise an error on purpose
//! at each scalar that is wanted, catch it one level up, read the position from
//! it and go on: a scalar has been consumed by then, so the parser is at the
//! next event. (Never at a mapping or sequence, whose end would be left over.)

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::Position;
use super::wanted::Wanted;

/// Notes the positions of everything `wanted` in `text`, as far as the text
/// can be read.
pub(super) fn visit(text: &str, wanted: &mut Wanted) {
    let pass = Pass {
        lines: Lines::of(text),
        caught: RefCell::default(),
    };
    let _ = Node {
        wanted,
        pass: &pass,
    }
    .deserialize(serde_yaml::Deserializer::from_str(text));
}

struct Pass {
    lines: Lines,
    /// The scalar that raised the error on its way up.
    caught: RefCell<Option<String>>,
}

impl Pass {
    /// Raises the error that will come back with a position.
    fn raise<E: Error>(&self, scalar: &str) -> E {
        *self.caught.borrow_mut() = Some(scalar.to_owned());
        E::custom("wanted")
    }

    /// The scalar and position behind an error of our own; other errors go on.
    fn catch<E: Error>(&self, error: E) -> Result<(String, Position), E> {
        match self.caught.borrow_mut().take() {
            Some(scalar) => Ok((scalar, self.lines.position(&error.to_string()))),
            None => Err(error),
        }
    }
}

/// Visits one node that is wanted or leads to one.
struct Node<'w, 'p> {
    wanted: &'w mut Wanted,
    pass: &'p Pass,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($method:ident($ty:ty))*) => {
        $(fn $method<E: Error>(self, _: $ty) -> Result<(), E> {
            Err(self.pass.raise(""))
        })*
    };
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars! {
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_i128(i128) visit_u128(u128)
        visit_f64(f64) visit_str(&str)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(self.pass.raise(""))
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        loop {
            let more = match self.wanted.child(&index.to_string()) {
                Some(child) => element(&mut seq, child, self.pass)?,
                None => seq.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut first = true;
        loop {
            let key = Key {
                wanted: self.wanted,
                first,
                pass: self.pass,
            };
            let (key, at) = match map.next_key_seed(key) {
                Ok(None) => return Ok(()),
                Ok(Some(())) => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                Err(error) => self.pass.catch(error)?,
            };
            if std::mem::take(&mut first) {
                self.wanted.found_container(at);
            }
            match self.wanted.child(&key) {
                Some(child) => entry(&mut map, child, at, self.pass)?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let (IgnoredAny, tagged) = data.variant()?;
        tagged.newtype_variant_seed(self)
    }
}

fn element<'de, A: SeqAccess<'de>>(
    seq: &mut A,
    child: &mut Wanted,
    pass: &Pass,
) -> Result<bool, A::Error> {
    match seq.next_element_seed(Node {
        wanted: child,
        pass,
    }) {
        Ok(found) => Ok(found.is_some()),
        Err(error) => pass.catch(error).map(|(_, at)| {
            child.found_value(at);
            true
        }),
    }
}

fn entry<'de, A: MapAccess<'de>>(
    map: &mut A,
    child: &mut Wanted,
    at: Position,
    pass: &Pass,
) -> Result<(), A::Error> {
    child.found_key(at);
    match map.next_value_seed(Node {
        wanted: child,
        pass,
    }) {
        Ok(()) => Ok(()),
        Err(error) => pass.catch(error).map(|(_, at)| child.found_value(at)),
    }
}

/// Reads a key, and raises where its position is wanted.
struct Key<'w, 'p> {
    wanted: &'w mut Wanted,
    first: bool,
    pass: &'p Pass,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        match self.first || self.wanted.child(key).is_some() {
            true => Err(self.pass.raise(key)),
            false => Ok(()),
        }
    }
}

/// libyaml also breaks lines at a lone carriage return, at NEL and at the two
/// Unicode separators; editors do not. Where a text has one, its lines are
/// counted again.
struct Lines(Option<Vec<(usize, usize)>>);

impl Lines {
    fn of(text: &str) -> Self {
        let unusual = |c| matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        Self(
            text.replace("\r\n", "\n")
                .contains(unusual)
                .then(|| starts(text)),
        )
    }

    /// The position in the tail of an error's text, `... at line 3 column 5`.
    /// No tail: the very beginning.
    fn position(&self, error: &str) -> Position {
        let (line, column) = tail(error).unwrap_or((1, 1));
        let start = self.0.as_ref().and_then(|starts| starts.get(line - 1));
        let (line, before) = start.copied().unwrap_or((line, 0));
        Position {
            line,
            column: column + before,
        }
    }
}

fn tail(error: &str) -> Option<(usize, usize)> {
    let (_, place) = error.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((
        line.parse().ok().filter(|line| *line > 0)?,
        column.parse().ok()?,
    ))
}

/// For each line of libyaml's: the line an editor shows and how many characters
/// of it come before.
fn starts(text: &str) -> Vec<(usize, usize)> {
    let mut starts = vec![(1, 0)];
    let (mut line, mut column) = (1, 0);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        column += 1;
        if c == '\n' {
            (line, column) = (line + 1, 0);
        }
        let half = c == '\r' && rest.peek() == Some(&'\n');
        if matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') && !half {
            starts.push((line, column));
        }
    }
    starts
}

//! Pieces of any size, cut anew where lines end.

use bytes::{Buf, Bytes};
use std::mem;

/// What a line ends with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum End {
    /// CR, LF, or both together.
    Any,
    /// LF.
    Lf,
    /// RS (U+001E), which begins the next text of a sequence (RFC 7464).
    Rs,
}

impl End {
    fn is(self, byte: u8) -> bool {
        match self {
            Self::Any => matches!(byte, b'\r' | b'\n'),
            Self::Lf => byte == b'\n',
            Self::Rs => byte == 0x1E,
        }
    }
}

/// There is a line longer than the limit.
#[derive(Debug, PartialEq)]
pub(super) struct TooLong(pub(super) usize);

/// Takes pieces and gives lines, without what ends them.
pub(super) struct Lines {
    end: End,
    limit: usize,
    /// What was not looked at yet.
    piece: Bytes,
    /// The begin of a line whose end has not come.
    begun: Vec<u8>,
    /// Whether a LF would belong to the CR before it.
    after_cr: bool,
}

impl Lines {
    pub(super) fn new(end: End, limit: usize) -> Self {
        Self {
            end,
            limit,
            piece: Bytes::new(),
            begun: Vec::new(),
            after_cr: false,
        }
    }

    /// Adds a piece; [`next`](Self::next) has given all lines of the one before.
    pub(super) fn push(&mut self, piece: Bytes) {
        self.piece = piece;
    }

    /// The next line, if its end has come.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, TooLong> {
        if self.after_cr && !self.piece.is_empty() {
            self.after_cr = false;
            if self.piece[0] == b'\n' {
                self.piece.advance(1);
            }
        }
        let end = self.piece.iter().position(|byte| self.end.is(*byte));
        let line = self.piece.split_to(end.unwrap_or(self.piece.len()));
        if self.begun.len() + line.len() > self.limit {
            return Err(TooLong(self.limit));
        }
        if end.is_none() {
            self.begun.extend_from_slice(&line);
            return Ok(None);
        }
        self.after_cr = self.end == End::Any && self.piece[0] == b'\r';
        self.piece.advance(1);
        Ok(Some(self.complete(line)))
    }

    /// What stands after the last end of a line.
    pub(super) fn rest(&mut self) -> Bytes {
        mem::take(&mut self.begun).into()
    }

    fn complete(&mut self, line: Bytes) -> Bytes {
        if self.begun.is_empty() {
            return line;
        }
        let mut whole = mem::take(&mut self.begun);
        whole.extend_from_slice(&line);
        whole.into()
    }
}

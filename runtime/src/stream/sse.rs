//! `text/event-stream`, as the HTML standard parses it (9.2.6): bytes to messages. No I/O.

use super::split::{End, Lines, TooLong};
use bytes::Bytes;
use std::mem;
use std::time::Duration;

/// One event, before anybody knows what its data means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Message {
    /// Empty where the server names none.
    pub(super) event: String,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
    pub(super) data: String,
}

/// Takes pieces of a stream and gives its messages.
pub(super) struct Sse {
    lines: Lines,
    limit: usize,
    /// Whether a line has come: a byte order mark stands before the first one.
    begun: bool,
    /// What is known of the next message; each line of its data ends with LF.
    next: Message,
    /// The identifier of the last message that was complete.
    pub(super) last_id: Option<String>,
    /// How long the server asks to wait before the stream is asked for again.
    pub(super) retry: Option<Duration>,
}

impl Sse {
    /// A stream none of whose messages has more than `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            lines: Lines::new(End::Any, limit),
            limit,
            begun: false,
            next: Message::default(),
            last_id: None,
            retry: None,
        }
    }

    /// The stream goes on with another connection: what was not complete is lost.
    pub(super) fn reset(&mut self) {
        self.lines = Lines::new(End::Any, self.limit);
        self.begun = false;
        self.next = Message::default();
    }

    /// Adds a piece; [`next`](Self::next) has given all messages of the one before.
    pub(super) fn push(&mut self, piece: Bytes) {
        self.lines.push(piece);
    }

    /// The next message, if its end has come.
    pub(super) fn next(&mut self) -> Result<Option<Message>, TooLong> {
        while let Some(line) = self.lines.next()? {
            let line = match mem::replace(&mut self.begun, true) {
                true => &line[..],
                false => line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line),
            };
            match line.is_empty() {
                true => {
                    if let Some(message) = self.dispatch() {
                        return Ok(Some(message));
                    }
                }
                false => self.field(&String::from_utf8_lossy(line))?,
            }
        }
        Ok(None)
    }

    /// One line that is not empty. A comment begins with a colon: a field without a name.
    fn field(&mut self, line: &str) -> Result<(), TooLong> {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                if self.next.data.len() + value.len() > self.limit {
                    return Err(TooLong(self.limit));
                }
                self.next.data.push_str(value);
                self.next.data.push('\n');
            }
            "event" => self.next.event = value.to_owned(),
            "id" if !value.contains('\0') => self.next.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.next.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
        Ok(())
    }

    /// An empty line ends a message; one without data is none, but its identifier and wait count.
    fn dispatch(&mut self) -> Option<Message> {
        let mut message = mem::take(&mut self.next);
        self.retry = message.retry.or(self.retry);
        if message.id.is_some() {
            self.last_id.clone_from(&message.id);
        }
        message.data.pop()?;
        Some(message)
    }
}

#[cfg(test)]
mod tests;

//! Why a transport has no complete answer.

use crate::call::History;
use crate::response::Answer;
use bytes::Bytes;
use std::error::Error;
use std::fmt;

/// How much of a request left this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sent {
    /// Nothing the server could act on: it is certain that the operation was not carried out.
    No,
    /// Some or all of it.
    Maybe,
}

/// Why there is no complete answer.
#[derive(Debug)]
pub struct TransportError {
    sent: Sent,
    timeout: bool,
    /// Another attempt would end in the same way.
    is_final: bool,
    // On the heap, because errors travel through every `Result` on the way.
    head: Option<Box<Answer>>,
    pub(crate) history: History,
    source: Box<dyn Error + Send + Sync>,
}

impl TransportError {
    /// No answer because of `source`, which must not show an address or a header.
    pub fn new(sent: Sent, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            sent,
            timeout: false,
            is_final: false,
            head: None,
            history: History::default(),
            source: source.into(),
        }
    }

    /// No answer in time.
    pub fn timed_out(sent: Sent, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            timeout: true,
            ..Self::new(sent, source)
        }
    }

    /// The answer's body is larger than `limit` bytes ([`Limits::max_body`](super::Limits::max_body)).
    pub fn too_large(limit: usize) -> Self {
        Self {
            is_final: true,
            ..Self::new(
                Sent::Maybe,
                format!("the body is larger than {limit} bytes"),
            )
        }
    }

    /// Nothing was sent, and nothing would be by another attempt: the transport cannot work here.
    pub fn unusable(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            is_final: true,
            ..Self::new(Sent::No, source)
        }
    }

    /// Keeps status and headers of an answer whose body did not arrive.
    pub fn with_head(mut self, head: http::Response<()>) -> Self {
        self.sent = Sent::Maybe;
        self.head = Some(Box::new(Answer::new(head.map(|()| Bytes::new()))));
        self
    }

    /// For a stream that broke off after its head had arrived.
    pub(crate) fn in_answer(mut self, answer: &Answer) -> Self {
        self.sent = Sent::Maybe;
        self.history = answer.history.clone();
        self.head = Some(Box::new(answer.clone()));
        self
    }

    /// Notes what the call went through, also with the part of an answer that arrived.
    pub(crate) fn stamp(&mut self, history: &History) {
        self.history = history.clone();
        if let Some(head) = &mut self.head {
            head.history = history.clone();
        }
    }

    /// Whether this attempt may have been carried out.
    pub(crate) fn leaves_open(&self) -> bool {
        match &self.head {
            Some(head) => head.leaves_open(),
            None => self.sent != Sent::No,
        }
    }

    /// For a request that followed another one of the same call.
    pub(crate) fn sent_before(mut self) -> Self {
        self.sent = Sent::Maybe;
        self
    }

    /// How much of the request left this machine.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// Whether another attempt would end in the same way.
    pub(crate) fn is_final(&self) -> bool {
        self.is_final
    }

    /// Status and headers of the answer, if they arrived; its body is empty.
    pub(crate) fn head(&self) -> Option<&Answer> {
        self.head.as_deref()
    }
}

/// One line: what it means for the operation. The reason is the [`source`](Error::source); `{:#}` adds it.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.timeout {
            "timed out"
        } else {
            "no complete answer"
        };
        match (&self.head, self.sent) {
            (Some(head), _) => write!(f, "{what} while reading the body of a {}", head.status())?,
            (None, Sent::No) => write!(f, "{what}: the request was not sent")?,
            (None, Sent::Maybe) => write!(f, "{what}: the request may have been carried out")?,
        }
        chain(self, f)
    }
}

/// With `{:#}`, the reasons below an error, in the same line.
pub(crate) fn chain(error: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut next = error.source().filter(|_| f.alternate());
    while let Some(source) = next {
        write!(f, ": {source}")?;
        next = source.source();
    }
    Ok(())
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

//! Errors that come with a complete answer.

use crate::model::DecodeFault;
use crate::response::Answer;
use crate::transport::chain;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error;
use std::fmt::{self, Write};

/// A failure the API documents, with the answer it came in.
///
/// `Debug` shows which one it is, and nothing that it holds: a server may put anything into its texts, such as the number
/// that was called. The `Debug` of [`error`](Self::error) shows them.
#[non_exhaustive]
pub struct ApiError<E> {
    /// The failure itself.
    pub error: E,
    answer: Box<Answer>,
}

impl<E> ApiError<E> {
    pub(crate) fn new(error: E, answer: Box<Answer>) -> Self {
        Self { error, answer }
    }

    /// The status; also that of a success, where the API reports failures in one.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// See [`Answer::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    /// The provider's code for the failure, where the body has one; see [`Answer::code`].
    pub fn code(&self) -> Option<&str> {
        self.answer.code()
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        self.answer.bytes()
    }

    /// The answer as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = variant(&self.error);
        let mut shown = f.debug_struct("ApiError");
        shown
            .field("error", &format_args!("{name}"))
            .field("answer", &self.answer)
            .finish()
    }
}

/// The name of a variant: what its derived `Debug` writes before what it holds.
pub(super) fn variant(error: &dyn fmt::Debug) -> String {
    let mut name = Name(String::new());
    // It fails where the name ends, so that nothing of the rest is written anywhere.
    let _ = write!(name, "{error:?}");
    match name
        .0
        .starts_with(|first: char| first.is_ascii_alphabetic())
    {
        true => name.0,
        false => "..".to_owned(),
    }
}

struct Name(String);

impl fmt::Write for Name {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        let end = text.find(ends);
        self.0.push_str(&text[..end.unwrap_or(text.len())]);
        end.map_or(Ok(()), |_| Err(fmt::Error))
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status().is_success() {
            true => write!(f, "the API reports a failure in a {}", Head(&self.answer)),
            false => write!(f, "the API answered {}", Head(&self.answer)),
        }
    }
}

/// An answer that is no success and no documented failure.
#[derive(Debug)]
pub struct UnexpectedStatus {
    answer: Answer,
    source: Option<DecodeFault>,
}

impl UnexpectedStatus {
    /// `source`: why the body is not what the API documents for this status, if it documents one.
    pub(crate) fn new(answer: Answer, source: Option<DecodeFault>) -> Self {
        Self { answer, source }
    }

    /// The answer as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The provider's code for the failure, where the body has one; see [`Answer::code`].
    pub fn code(&self) -> Option<&str> {
        self.answer.code()
    }

    /// Why the body is not what the API documents for this status; `None` if it documents nothing for it.
    pub fn fault(&self) -> Option<&DecodeFault> {
        self.source.as_ref()
    }
}

impl fmt::Display for UnexpectedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = Head(&self.answer);
        match &self.source {
            Some(_) => write!(f, "unexpected error body with {head}"),
            None if self.answer.status().is_redirection() => {
                write!(f, "a redirect that is not followed: {head}")
            }
            None => write!(f, "unexpected status {head}"),
        }?;
        chain(self, f)
    }
}

impl Error for UnexpectedStatus {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// A success whose body is not what the API documents. The operation was carried out: do not repeat it.
#[derive(Debug)]
pub struct DecodeError {
    answer: Answer,
    source: DecodeFault,
}

impl DecodeError {
    pub(crate) fn new(answer: Answer, source: DecodeFault) -> Self {
        Self { answer, source }
    }

    /// The answer as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Where and why the body is not what the API documents.
    pub fn fault(&self) -> &DecodeFault {
        &self.source
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = Head(&self.answer);
        write!(f, "the operation was carried out ({head}), but its answer ")?;
        match self.answer.bytes().is_empty() {
            true => f.write_str("has no body"),
            false => f.write_str("cannot be read"),
        }?;
        chain(self, f)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// `404 Not Found (request id 7f3a)`
pub(super) struct Head<'a>(pub(super) &'a Answer);

impl fmt::Display for Head<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.status())?;
        match self.0.request_id() {
            // The precision keeps one line one line, whatever the server sends.
            Some(id) => write!(f, " (request id {id:.80})"),
            None => Ok(()),
        }
    }
}

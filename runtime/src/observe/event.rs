//! What an observer is told. Methods, path templates, statuses, times and kinds; no value of a request or an answer.

use crate::model::{DecodeFault, Drift};
use http::StatusCode;
use std::fmt;
use std::time::Duration;

/// Something that happened in a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An attempt ended.
    Attempt(Attempt),
    /// What follows an attempt that was no success.
    Decision(Decision),
    /// A call's last answer is not what the document says.
    Drift(Drifted<'a>),
}

/// One attempt: the request was sent, or it was tried to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// `GET`
    pub method: &'static str,
    /// The template, `/calls/{id}`; never the path that was sent.
    pub path: &'static str,
    /// 1 for the first attempt of a call.
    pub number: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// From its beginning to its outcome, redirects included.
    pub elapsed: Duration,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// A complete answer, whatever its status.
    Answered(StatusCode),
    /// Status and headers came, the body did not: it broke off, was too slow or too large.
    BrokeOff(StatusCode),
    /// No answer, and it is certain that nothing was carried out: no connection.
    NotSent,
    /// No answer to what was sent: a broken connection, a timeout.
    Lost,
    /// The future of the call was dropped meanwhile.
    Abandoned,
}

/// What follows an attempt that was no success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// `GET`
    pub method: &'static str,
    /// The template, `/calls/{id}`.
    pub path: &'static str,
    /// The number of the attempt.
    pub attempt: u32,
    /// What became of it, which is why.
    pub outcome: Outcome,
    /// What follows.
    pub next: Next,
}

/// Whether there is another attempt, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// Another attempt after this wait.
    Again(Duration),
    /// None: by what the operation is and what happened, another one could do harm or would end in the same way.
    NotRepeatable,
    /// None: there were as many as [`Retry`](crate::Retry) allows.
    AttemptsSpent,
    /// None: this wait would not end before the call has to.
    NoTime(Duration),
    /// None: the [`RetryBudget`](crate::RetryBudget) is spent.
    NoBudget,
    /// None after all: the client's own limiter lets no further request through.
    RateLimited,
    /// None after all: the provider of the token has no other one.
    NoToken,
}

/// An answer that is not what the document says.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Drifted<'a> {
    /// `GET`
    pub method: &'static str,
    /// The template, `/calls/{id}`.
    pub path: &'static str,
    /// The status of the answer.
    pub status: StatusCode,
    /// What is different.
    pub what: Departure<'a>,
}

/// How an answer and the document differ.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Departure<'a> {
    /// The document does not list the status, of a success or of a failure.
    Status,
    /// The body could not be read as what the document says.
    Body(&'a DecodeFault),
    /// The body was read, but holds what the document does not say: all of it, and at least one.
    Values(&'a [Drift]),
}

/// `GET /calls/{id}, attempt 2: 503 after 120 ms`
impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self { method, path, .. }, elapsed) = (self, self.elapsed.as_millis());
        write!(f, "{method} {path}, attempt {}: ", self.number)?;
        write!(f, "{} after {elapsed} ms", self.outcome)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(status) => write!(f, "{}", status.as_u16()),
            Self::BrokeOff(status) => write!(f, "{} without a complete body", status.as_u16()),
            Self::NotSent => f.write_str("not sent"),
            Self::Lost => f.write_str("no answer"),
            Self::Abandoned => f.write_str("given up by the caller"),
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, .. } = self;
        write!(f, "{method} {path}, attempt {}: ", self.attempt)?;
        write!(f, "{}, {}", self.outcome, self.next)
    }
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Again(wait) => write!(f, "again in {} ms", wait.as_millis()),
            Self::NotRepeatable => f.write_str("not repeated"),
            Self::AttemptsSpent => f.write_str("that was the last attempt"),
            Self::NoTime(wait) => write!(f, "no time to wait {} ms", wait.as_millis()),
            Self::NoBudget => f.write_str("the retry budget is spent"),
            Self::RateLimited => f.write_str("held back by the own limiter"),
            Self::NoToken => f.write_str("there is no other token"),
        }
    }
}

/// One line: `GET /calls/{id}, 200: $.cost: an entry that the object does not list`.
impl fmt::Display for Drifted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, .. } = self;
        write!(f, "{method} {path}, {}: ", self.status.as_u16())?;
        match self.what {
            Departure::Status => f.write_str("the document says nothing of this status"),
            Departure::Body(fault) => write!(f, "{fault}"),
            Departure::Values(found) => found.iter().enumerate().try_for_each(|(i, drift)| {
                f.write_str(if i == 0 { "" } else { "; " })?;
                write!(f, "{drift}")
            }),
        }
    }
}

//! A list whose next page cannot be told.

use super::answered::Head;
use crate::response::Answer;
use std::error::Error;
use std::fmt;

/// Why nobody can say where the page after one is, although there may be one. The page itself has been given.
#[derive(Debug)]
pub struct PagesError {
    answer: Answer,
    reason: Astray,
}

/// What is wrong with the way to the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Astray {
    /// It was asked for before.
    Again,
    /// The page is the same as the one before.
    SamePage,
    /// It is neither text nor number.
    NoCursor,
    /// It is said that there are more, and not where.
    Nowhere,
    /// An address without a query.
    NoQuery,
    /// An address of something else.
    OtherPath,
    /// Its number is past what fits.
    TooFar,
}

impl PagesError {
    pub(crate) fn new(answer: Answer, reason: Astray) -> Self {
        Self { answer, reason }
    }

    /// The page as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Whether the server leads in a circle: it names a page that was there, or sends the same page again.
    pub fn is_repeated(&self) -> bool {
        matches!(self.reason, Astray::Again | Astray::SamePage)
    }
}

/// One line, without what the server sent.
impl fmt::Display for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Astray::Again => "it names a next page that was asked for before",
            Astray::SamePage => "it is the same as the page before",
            Astray::NoCursor => "what stands for the next page is neither text nor number",
            Astray::Nowhere => "it says that there are more, but not where",
            Astray::NoQuery => "the address of the next page has no query",
            Astray::OtherPath => "the address of the next page is that of another path",
            Astray::TooFar => "the number of the next page is too large",
        };
        let head = Head(&self.answer);
        write!(
            f,
            "the list ends with this page ({head}), although there may be more: {reason}"
        )
    }
}

impl Error for PagesError {}

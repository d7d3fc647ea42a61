//! What is on the pages, one after the other.

use super::{Pages, place};
use crate::error::Error;
use crate::failure::Failures;
use crate::model::Value;
use crate::stream::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The items of a list that comes in pages; see [`pages`](crate::pages).
#[must_use = "pages are asked for when somebody waits for them"]
pub struct Items<P, T, E> {
    pages: Pages<P, E>,
    split: fn(P) -> Vec<T>,
    /// What is left of a page.
    left: vec::IntoIter<T>,
    /// Where the page is that is being read.
    page: Option<String>,
    /// How many of its items have been given, or are to be passed over.
    given: usize,
}

impl<P, T, E> Items<P, T, E> {
    pub(super) fn new(pages: Pages<P, E>, split: fn(P) -> Vec<T>) -> Self {
        Self {
            pages,
            split,
            left: Vec::new().into_iter(),
            page: None,
            given: 0,
        }
    }

    /// Begins with the item that `token` names; see [`Pages::from_token`]. Its page is asked for again, and of that as
    /// many items are passed over as had been given.
    pub fn from_token(mut self, token: &str) -> Self {
        let (given, page) = place::split(token);
        self.given = given;
        self.pages = self.pages.from_token(page);
        self
    }

    /// Where the next item is, for [`from_token`](Self::from_token); see [`Pages::token`].
    pub fn token(&self) -> Option<String> {
        let (given, page) = match self.left.len() {
            0 => (0, self.pages.token()?),
            _ => (self.given, self.page.clone()?),
        };
        Some(place::joined(given, &page))
    }

    /// The pages: where they are, and what came with the last one.
    pub fn pages(&self) -> &Pages<P, E> {
        &self.pages
    }

    fn take(&mut self, page: P, token: Option<String>) {
        self.page = token;
        self.left = (self.split)(page).into_iter();
        for _ in 0..self.given.min(self.left.len()) {
            self.left.next();
        }
    }
}

impl<P: Value, T, E: Failures> Items<P, T, E> {
    /// The next item; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>>
    where
        T: Unpin,
    {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<P: Value, T: Unpin, E: Failures> Stream for Items<P, T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = &mut *self;
        loop {
            if let Some(item) = items.left.next() {
                items.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            if items.page.take().is_some() {
                items.given = 0;
            }
            let token = items.pages.token();
            match ready!(Pin::new(&mut items.pages).poll_next(cx)) {
                Some(Ok(page)) => items.take(page, token),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P, T, E> fmt::Debug for Items<P, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items of {:?}", self.pages)
    }
}

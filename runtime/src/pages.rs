//! Lists that a server gives page by page.
//!
//! ```no_run
//! # use callsmith_runtime::{Call, model::Json};
//! # use callsmith_runtime::failure::Failures;
//! # use callsmith_runtime::pages::Plan;
//! # async fn run<E: Failures + std::fmt::Debug + 'static>(call: Call<Vec<Json>, E>) -> Result<(), Box<dyn std::error::Error>> {
//! # let call = call.pages(Plan::offset("offset").list(""));
//! let mut items = call.items(|page| page);
//! while let Some(item) = items.next().await {
//!     println!("{}", item?);
//! }
//! # Ok(()) }
//! ```
//!
//! * Each page is a call of its own, with its own attempts and deadline. What was set on the call holds for all pages,
//!   and where it names a page, reading begins there. The next page is asked for when somebody waits for it.
//! * A page that cannot be had is an error, and the last item: nothing is passed over. `token()` then names that page,
//!   and `from_token(..)` on the same call goes on with it, also in another process.
//! * A server that names a page again that was there already, or that says there is more and not where, gives
//!   [`Error::Pages`] after what it has sent: there may be more.
//! * Of an address that a server names only the query is taken. So no request goes anywhere but to the operation, and no
//!   credential either.
//! * Nothing is left out that comes twice: where a list changes while it is read, what is on a page is the server's choice.

mod items;
mod link;
mod look;
mod page;
mod place;
mod plan;
mod walk;

pub use items::Items;
pub use plan::Plan;

use crate::call::{Call, ResponseFuture};
use crate::error::{Error, InvalidRequest, PagesError};
use crate::failure::Failures;
use crate::model::Value;
use crate::response::{Answer, Response};
use crate::stream::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use walk::Walk;

/// The pages of a list, one after the other; see [`pages`](self).
#[must_use = "pages are asked for when somebody waits for them"]
pub struct Pages<P, E> {
    call: Call<P, E>,
    walk: Walk,
    under_way: Option<ResponseFuture<P, E>>,
    answer: Option<Answer>,
    /// What comes before the end.
    last: Option<Last>,
    over: bool,
}

/// Why there is no further page, where that is an error.
enum Last {
    Refused(InvalidRequest),
    Pages(PagesError),
}

impl<P, E> Pages<P, E> {
    pub(crate) fn new(mut call: Call<P, E>, plan: Plan) -> Self {
        let walk = Walk::new(&mut call.raw.draft, plan);
        Self {
            call,
            walk,
            under_way: None,
            answer: None,
            last: None,
            over: false,
        }
    }

    /// Begins with the page that `token` names, in place of the first one. Filters and sizes are not in a token: set them
    /// as they were. It is a part of a request, and no more to be trusted than who keeps it.
    ///
    /// What is no token of such a call is told when the first page is asked for.
    pub fn from_token(mut self, token: &str) -> Self {
        if let Err(fault) = self.walk.go_to(token) {
            self.last = Some(Last::Refused(fault));
        }
        self
    }

    /// Where the next page is, for [`from_token`](Self::from_token): a text to be kept as it is, without a credential.
    /// After an error it is the page that could not be had; `None` if there is none.
    pub fn token(&self) -> Option<String> {
        self.walk.token()
    }

    /// Status and headers of the last page that came.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// What is on the pages, one after the other.
    pub fn items<T>(self, split: fn(P) -> Vec<T>) -> Items<P, T, E> {
        Items::new(self, split)
    }
}

impl<P: Value, E: Failures> Pages<P, E> {
    /// The next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<P, Error<E>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Begins the next call, if there is one to be made.
    fn begin(&mut self) -> Option<Result<ResponseFuture<P, E>, Error<E>>> {
        if let Some(last) = self.last.take() {
            self.over = true;
            return Some(Err(last.into()));
        }
        if self.over {
            return None;
        }
        Some(match self.walk.request(&self.call.raw.draft)? {
            Ok(draft) => Ok(self.call.with(draft).response()),
            Err(fault) => Err(self.failed(fault)),
        })
    }

    fn failed(&mut self, error: impl Into<Error<E>>) -> Error<E> {
        self.over = true;
        error.into()
    }

    fn arrived(&mut self, response: Response<P>) -> P {
        let (answer, page) = response.into_parts();
        let call = &self.call.raw;
        if let Err(reason) = self.walk.arrived(&call.core, &call.draft, &answer) {
            let error = PagesError::new(answer.clone(), reason);
            self.last = Some(Last::Pages(error));
        }
        self.answer = Some(answer);
        page
    }
}

impl<P: Value, E: Failures> Stream for Pages<P, E> {
    type Item = Result<P, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = &mut *self;
        if pages.under_way.is_none() {
            match pages.begin() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(call)) => pages.under_way = Some(call),
            }
        }
        let Some(call) = &mut pages.under_way else {
            return Poll::Ready(None);
        };
        let result = ready!(Pin::new(call).poll(cx));
        pages.under_way = None;
        Poll::Ready(Some(match result {
            Ok(response) => Ok(pages.arrived(response)),
            Err(error) => Err(pages.failed(error)),
        }))
    }
}

impl<E> From<Last> for Error<E> {
    fn from(last: Last) -> Self {
        match last {
            Last::Refused(fault) => fault.into(),
            Last::Pages(error) => Error::Pages(Box::new(error)),
        }
    }
}

/// Method and path template, no value.
impl<P, E> fmt::Debug for Pages<P, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages of {:?}", self.call)
    }
}

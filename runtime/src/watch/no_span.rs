//! Without the feature `tracing`: nothing.

use crate::client::BaseUrl;
use crate::error::NoAnswer;
use crate::response::Answer;
use crate::route::Route;

pub(crate) struct Span;

impl Span {
    pub(crate) fn call(_: &Route, _: &BaseUrl) -> Self {
        Self
    }

    pub(crate) fn attempt(_: &Route, _: &BaseUrl, _: u32) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn end(&self, _: Result<&Answer, &NoAnswer>) {}

    pub(crate) fn end_call(&self, _: Result<&Answer, &NoAnswer>) {}

    pub(crate) fn abandon(&self) {}
}

//! A call without its types.
//!
//! What generated code sets takes the call and gives it back, so that the functions of [`Call`](super::Call), which are
//! compiled for every operation, own nothing that they would have to clean up.

use crate::body::Body;
use crate::client::Core;
use crate::form::Encoding;
use crate::model::{Rule, Value};
use crate::query::Style;
use crate::request::Draft;
use crate::route::Route;

/// What a call is made of, whatever it gives.
pub(crate) struct Raw {
    pub(crate) core: Core,
    pub(crate) draft: Draft,
}

impl Raw {
    pub(super) fn new(core: Core, route: Route) -> Box<Self> {
        let draft = Draft::new(route);
        Box::new(Self { core, draft })
    }

    /// The same call once more, with another draft.
    pub(super) fn with(&self, draft: Draft) -> Box<Self> {
        let core = self.core.clone();
        Box::new(Self { core, draft })
    }

    pub(super) fn path(
        mut self: Box<Self>,
        style: Style,
        name: &'static str,
        value: &dyn Value,
    ) -> Box<Self> {
        self.draft.path(style, name, value);
        self
    }

    pub(super) fn query(
        mut self: Box<Self>,
        style: Style,
        name: &'static str,
        value: &dyn Value,
    ) -> Box<Self> {
        self.draft.query(style, name, value);
        self
    }

    pub(super) fn header_param(
        mut self: Box<Self>,
        style: Style,
        name: &'static str,
        value: &dyn Value,
    ) -> Box<Self> {
        self.draft.header_param(style, name, value);
        self
    }

    pub(super) fn cookie(
        mut self: Box<Self>,
        style: Style,
        name: &'static str,
        value: &dyn Value,
    ) -> Box<Self> {
        self.draft.cookie(style, name, value);
        self
    }

    pub(super) fn json(mut self: Box<Self>, media_type: &str, body: &dyn Value) -> Box<Self> {
        self.draft.json(media_type, body);
        self
    }

    pub(super) fn form(mut self: Box<Self>, body: &dyn Value, encodings: &[Encoding]) -> Box<Self> {
        self.draft.form(body, encodings);
        self
    }

    pub(super) fn multipart(
        mut self: Box<Self>,
        media_type: &str,
        body: &dyn Value,
        encodings: &[Encoding],
    ) -> Box<Self> {
        self.draft.multipart(media_type, body, encodings);
        self
    }

    pub(super) fn check(
        mut self: Box<Self>,
        name: &'static str,
        value: &dyn Value,
        rules: &'static [Rule],
    ) -> Box<Self> {
        self.draft.check(name, value, rules);
        self
    }

    pub(super) fn body(mut self: Box<Self>, media_type: &str, body: Body) -> Box<Self> {
        self.draft.body(media_type, body);
        self
    }

    pub(super) fn accept(mut self: Box<Self>, media_types: &str) -> Box<Self> {
        self.draft.accept(media_types);
        self
    }
}

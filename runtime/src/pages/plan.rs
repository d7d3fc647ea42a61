//! How pages are asked for, and how it is known that there are no more: what a document or an overlay says.

/// How the pages of an operation are found. Pointers are RFC 6901, into the body of the answer.
///
/// ```
/// use callsmith_runtime::pages::Plan;
///
/// const CALLS: Plan = Plan::cursor("page_token", "/next_page_token").list("/calls");
/// # let _ = CALLS;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub(super) by: By,
    /// Where the parameter goes.
    pub(super) param: Param,
    pub(super) list: Option<&'static str>,
    pub(super) more: Option<&'static str>,
    pub(super) total: Option<&'static str>,
    pub(super) last: Option<&'static str>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// The number of the page; the first one is this.
    Page(u64),
    /// How many items come before it.
    Offset,
    /// What the page before says at this pointer.
    Cursor(&'static str),
    /// What the last item of the page before has at this pointer.
    Item(&'static str),
    /// The query of the address at this pointer.
    Url(&'static str),
    /// The query of the address in the header `Link`.
    Link,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Param {
    /// A query parameter of this name.
    Query(&'static str),
    /// A part of the JSON body, by its pointer.
    Body(&'static str),
}

impl Plan {
    /// By the number of the page in the query parameter `param`; the first page is number `first`. A page without items
    /// is the end.
    pub const fn page(param: &'static str, first: u64) -> Self {
        Self::new(By::Page(first), param)
    }

    /// By the number of items before the page in the query parameter `param`. A page without items is the end.
    pub const fn offset(param: &'static str) -> Self {
        Self::new(By::Offset, param)
    }

    /// By a text or number that a page has at `next` for the one after it. None, null and an empty text are the end.
    /// Of a whole address, what its query has for `param` is taken.
    pub const fn cursor(param: &'static str, next: &'static str) -> Self {
        Self::new(By::Cursor(next), param)
    }

    /// By what the last item of a page has at `at`. A page without items is the end.
    pub const fn last_item(param: &'static str, at: &'static str) -> Self {
        Self::new(By::Item(at), param)
    }

    /// By the address of the next page, which stands at `next`. None, null and an empty text are the end.
    pub const fn url(next: &'static str) -> Self {
        Self::new(By::Url(next), "")
    }

    /// By the header `Link` with `rel="next"` (RFC 8288). None is the end.
    pub const fn link() -> Self {
        Self::new(By::Link, "")
    }

    const fn new(by: By, param: &'static str) -> Self {
        Self {
            by,
            param: Param::Query(param),
            list: None,
            more: None,
            total: None,
            last: None,
        }
    }

    /// The parameter is a part of the JSON body after all, and its name a pointer.
    pub const fn in_body(mut self) -> Self {
        if let Param::Query(param) = self.param {
            self.param = Param::Body(param);
        }
        self
    }

    /// Where the items of a page are.
    pub const fn list(mut self, at: &'static str) -> Self {
        self.list = Some(at);
        self
    }

    /// Where a page says whether there are more: `false` is the end.
    pub const fn more(mut self, at: &'static str) -> Self {
        self.more = Some(at);
        self
    }

    /// Where a page says how many items there are on all pages.
    pub const fn total(mut self, at: &'static str) -> Self {
        self.total = Some(at);
        self
    }

    /// Where a page says how many pages there are.
    pub const fn last(mut self, at: &'static str) -> Self {
        self.last = Some(at);
        self
    }

    /// Whether the server says how much there is, so that it cannot go on for ever.
    pub(super) fn is_bounded(&self) -> bool {
        self.total.is_some() || self.last.is_some()
    }
}

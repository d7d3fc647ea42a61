//! One operation and what is known of it; [`examine`](Examine::examine) holds the client against that.

use crate::documented::{self, documented};
use crate::mock::{Mock, Reply, Seen};
use callsmith_runtime::failure::{Arm, Failures, StatusMatch};
use callsmith_runtime::{Builder, CallFuture, Core, ResponseFuture, Retry};
use serde::Serialize;
use serde_json::Value as Json;
use std::any::TypeId;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

/// A value of a path that has to be encoded in every way there is.
pub(crate) const ODD: &str = "a/b c+é";

/// The client of a provider.
pub(crate) trait Provider: From<Core> {
    /// The name of its folders.
    const NAME: &'static str;
    /// A client with [`KEY`](crate::private::KEY).
    fn builder() -> Builder<Self>;
    /// Fails unless the request has the key, at the right place and nowhere else.
    fn authorized(seen: &Seen);

    /// A client that calls `url` with that key, once for each call.
    fn at(url: &str) -> Self {
        let builder = Self::builder().base_url(url).retry(Retry::never());
        builder.build().expect("a client")
    }
}

/// Everything that is known of an operation.
pub(crate) struct Operation<C, T, E> {
    pub(crate) calls: Calls<C, T, E>,
    pub(crate) line: &'static str,
    pub(crate) body: Json,
    pub(crate) success: (u16, Json),
    pub(crate) typed: fn(&T),
    pub(crate) failures: Vec<Failure<E>>,
    pub(crate) closed: bool,
}

/// The call, in the ways it can be made. [`operation!`] writes them.
pub(crate) struct Calls<C, T, E> {
    pub(crate) plain: fn(&C) -> CallFuture<T, E>,
    pub(crate) response: fn(&C) -> ResponseFuture<T, E>,
    /// With a timeout of [`SHORT`].
    pub(crate) hasty: fn(&C) -> CallFuture<T, E>,
    /// With a header and a query parameter of the caller's own.
    pub(crate) marked: fn(&C) -> CallFuture<T, E>,
    pub(crate) printed: fn(&C) -> String,
}

/// A failure that is documented.
pub(crate) struct Failure<E> {
    pub(crate) status: u16,
    pub(crate) body: String,
    /// Whether it is the right variant with the right content.
    pub(crate) typed: fn(&E) -> bool,
}

/// Shorter than the mock's silence, longer than an answer takes.
pub(crate) const SHORT: Duration = Duration::from_millis(80);

/// `operation!(|client: &Client| client.get_call(ODD))`
macro_rules! operation {
    (|$client:ident: $type:ty| $call:expr) => {
        $crate::operation::Operation::new($crate::operation::Calls {
            plain: |$client: $type| IntoFuture::into_future($call),
            response: |$client: $type| $call.response(),
            hasty: |$client: $type| $call.timeout($crate::operation::SHORT).into_future(),
            marked: |$client: $type| {
                $call
                    .header("X-Trace", "t 1")
                    .extra_query("q&x", "a+b c")
                    .into_future()
            },
            printed: |$client: $type| format!("{:?} {:#?}", $call, $call),
        })
    };
}

/// Makes a test of each of these operations, and the list `EXAMINED` of their names.
macro_rules! examined {
    ($($name:ident),* $(,)?) => {
        /// The operations with an examination in this file.
        pub(crate) const EXAMINED: &[&str] = &[$(stringify!($name)),*];

        mod examined {
            use $crate::operation::Examine;
            $(#[tokio::test]
            async fn $name() {
                super::$name().examine(stringify!($name)).await;
            })*
        }
    };
}

pub(crate) use {examined, operation};

impl<C, T, E> Operation<C, T, E> {
    pub(crate) fn new(calls: Calls<C, T, E>) -> Self {
        let success = (0, Json::Null);
        Self {
            calls,
            line: "",
            body: Json::Null,
            success,
            typed: |_| {},
            failures: Vec::new(),
            closed: false,
        }
    }

    /// What is sent: method, path and query byte by byte, and the body, null for none.
    pub(crate) fn sends(mut self, line: &'static str, body: Json) -> Self {
        (self.line, self.body) = (line, body);
        self
    }

    /// A success, and what its typed form must be.
    pub(crate) fn answers(mut self, status: u16, body: Json, typed: fn(&T)) -> Self {
        (self.success, self.typed) = ((status, body), typed);
        self
    }

    /// A documented failure.
    pub(crate) fn fails(mut self, status: u16, body: impl ToString, typed: fn(&E) -> bool) -> Self {
        self.failures.push(Failure {
            status,
            body: body.to_string(),
            typed,
        });
        self
    }

    /// The document allows no further fields in the answer; those that come are kept, but not written back.
    pub(crate) fn closed(mut self) -> Self {
        self.closed = true;
        self
    }
}

impl<C, T: 'static, E> Operation<C, T, E> {
    /// Whether the body of a success is thrown away.
    pub(crate) fn discards(&self) -> bool {
        TypeId::of::<T>() == TypeId::of::<()>()
    }

    /// Whether the body of a success is handed over as JSON: then nobody knows what of it is private.
    pub(crate) fn untyped(&self) -> bool {
        TypeId::of::<T>() == TypeId::of::<Json>()
    }

    pub(crate) fn succeeds(&self) -> Reply {
        match &self.success {
            (status, Json::Null) => Reply::text(*status, ""),
            (status, body) => Reply::json(*status, body),
        }
    }
}

/// An examination, whatever the types of the operation.
pub(crate) trait Examine {
    /// Examines the operation of that name.
    fn examine(self, name: &'static str) -> Pin<Box<dyn Future<Output = ()>>>;
}

impl<C, T, E> Examine for Operation<C, T, E>
where
    C: Provider + 'static,
    T: Serialize + Debug + 'static,
    E: Failures + Debug,
{
    fn examine(self, name: &'static str) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            let row = documented(C::NAME, name);
            assert!(row.fits(self.line), "{} is not {}", self.line, row.route);
            self.examines_what_is_documented(&documented::statuses(C::NAME, &row));
            self.sends_what_it_should().await;
            self.takes_options().await;
            self.follows_redirects(row.repeat == "safe").await;
            self.keeps_the_key_at_home().await;
            self.fails_as_documented().await;
            self.survives_what_is_not_documented().await;
            self.survives_a_bad_network().await;
            self.repeats_what_it_may(row.repeat != "unsafe").await;
            if !self.discards() {
                self.says_where_an_answer_is_wrong(&self.tampers().await)
                    .await;
            }
        })
    }
}

impl<C: Provider, T, E: Failures> Operation<C, T, E> {
    /// The client's errors, the document's and those of this examination are the same, and the success is documented.
    fn examines_what_is_documented(&self, in_document: &BTreeSet<String>) {
        let exact = |arm: &Arm| match arm.status {
            StatusMatch::Exactly(status) => status,
            // A refusal inside a success counts under any success status; the document has 200.
            StatusMatch::Range(2) if arm.when.is_some() => 200,
            other => panic!("{other:?}: no provider has such a thing so far"),
        };
        let typed: BTreeSet<u16> = E::ARMS.iter().map(exact).collect();
        let here: BTreeSet<u16> = self.failures.iter().map(|failure| failure.status).collect();
        assert_eq!(
            here, typed,
            "statuses of this examination and of the error type"
        );
        assert_eq!(E::ARMS.len(), self.failures.len());
        for status in in_document.iter().filter(|status| !status.starts_with('2')) {
            assert!(
                here.contains(&status.parse().expect("a status")),
                "{status} is not examined"
            );
        }
        let success = self.success.0.to_string();
        assert!(
            in_document.contains(&success) || in_document.contains("2XX"),
            "{success} is not documented"
        );
    }
}

/// A server with this script and a client of it.
pub(crate) async fn pair<C: Provider>(script: impl IntoIterator<Item = Reply>) -> (Mock, C) {
    let mock = Mock::with(script).await;
    let client = C::at(&mock.url());
    (mock, client)
}

//! What an operation sends again by itself, and what it never does.

use crate::mock::{Mock, Reply};
use crate::operation::{Operation, Provider};
use crate::private::{hides, printed};
use callsmith_runtime::failure::Failures;
use callsmith_runtime::{Error, Retry};
use std::fmt::Debug;
use std::time::Duration;

/// A client with the retries of a real one, which does not wait between them.
fn hurried<C: Provider>(url: &str) -> C {
    let moment = Duration::from_millis(1);
    let retry = Retry::default().backoff(moment, moment);
    let builder = C::builder().base_url(url).retry(retry);
    builder.build().expect("a client")
}

impl<C: Provider, T: Debug + 'static, E: Failures + Debug> Operation<C, T, E> {
    /// `repeatable`: whether the documentation says that a repeat does no harm.
    pub(crate) async fn repeats_what_it_may(&self, repeatable: bool) {
        let faults = || {
            let statuses = [408, 429, 500, 502, 503].map(|status| Reply::text(status, "{}"));
            statuses.into_iter().chain([Reply::Cut])
        };
        for fault in faults() {
            let mock = Mock::with([fault, self.succeeds()]).await;
            let outcome = (self.calls.plain)(&hurried(&mock.url())).await;
            match repeatable {
                true => {
                    outcome.expect("a success");
                    assert_eq!(mock.seen().len(), 2);
                }
                false => {
                    self.was_sent_once(&outcome.expect_err("a failure"));
                    mock.only();
                }
            }
        }
        self.is_tried_again_where_nothing_was_sent().await;
    }

    fn was_sent_once(&self, error: &Error<E>) {
        assert!(error.may_have_been_carried_out(), "{error}");
        assert!(!error.is_retryable(), "{error}");
        assert_eq!(error.attempts(), 1);
        hides(&printed(error));
    }

    async fn is_tried_again_where_nothing_was_sent(&self) {
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let closed = closed
            .and_then(|listener| listener.local_addr())
            .expect("a port");
        let client = hurried(&format!("http://{closed}"));
        let error = (self.calls.plain)(&client)
            .await
            .expect_err("no connection");
        assert_eq!(error.attempts(), 3);
        assert!(error.is_retryable() && !error.may_have_been_carried_out());
        hides(&printed(&error));
    }
}

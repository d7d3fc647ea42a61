//! What an operation makes of answers that are no success.

use crate::mock::{REQUEST_ID, Reply};
use crate::operation::{Operation, Provider, pair};
use crate::private::{EMAIL, PHONE, SAID, hides, printed};
use crate::tamper::Tampered;
use callsmith_runtime::Error;
use callsmith_runtime::failure::{Failures, StatusMatch};
use std::fmt::Debug;
use std::time::Duration;

impl<C: Provider, T: Debug + 'static, E: Failures + Debug> Operation<C, T, E> {
    /// The outcome of one answer, which must be a failure that hides what is private.
    async fn error(&self, reply: Reply) -> Error<E> {
        let (mock, client) = pair::<C>([reply]).await;
        let error = (self.calls.plain)(&client).await.expect_err("a failure");
        mock.only();
        hides(&printed(&error));
        assert_eq!(error.to_string().lines().count(), 1);
        error
    }

    /// Each documented failure is the variant it should be; its body may also be something else.
    pub(crate) async fn fails_as_documented(&self) {
        for failure in &self.failures {
            let error = self
                .error(Reply::text(failure.status, failure.body.as_str()))
                .await;
            let Error::Api(refused) = &error else {
                panic!("{}: {error:?}", failure.status)
            };
            assert!(
                (failure.typed)(&refused.error),
                "{}: {error:?}",
                failure.status
            );
            assert_eq!(
                error.status().map(|status| status.as_u16()),
                Some(failure.status)
            );
            assert_eq!(error.request_id(), Some(REQUEST_ID));
            assert_eq!(
                error.bytes().map(|bytes| bytes.to_vec()),
                Some(failure.body.clone().into_bytes())
            );
            assert_eq!(
                error.may_have_been_carried_out(),
                failure.status == 429 || failure.status >= 500
            );
            if failure.status >= 300 {
                self.reads_a_broken_failure(failure.status).await;
            }
        }
    }

    /// A documented status whose body is a page of some proxy.
    async fn reads_a_broken_failure(&self, status: u16) {
        let has_body = E::ARMS.iter().any(|arm| {
            let hidden = arm.when.is_some() && status == 200;
            arm.has_body && (hidden || arm.status == StatusMatch::Exactly(status))
        });
        let error = self.error(Reply::text(status, page())).await;
        if !has_body {
            assert!(matches!(error, Error::Api(_)), "{error:?}");
            return;
        }
        let Error::UnexpectedStatus(unexpected) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(unexpected.answer().status().as_u16(), status);
        assert!(unexpected.fault().is_some());
        let told = error.to_string();
        assert!(
            told.starts_with(&format!("unexpected error body with {status} ")),
            "{told}"
        );
        assert!(!told.contains("carried out"), "{told}");
        assert_eq!(
            error.bytes().map(|bytes| bytes.to_vec()),
            Some(page().into_bytes())
        );
    }

    /// Statuses nobody has promised.
    pub(crate) async fn survives_what_is_not_documented(&self) {
        for (status, may) in [(418, false), (408, true), (503, true)] {
            for body in [
                page(),
                format!(r#"{{"message": "no", "to": "{PHONE}"}}"#),
                String::new(),
            ] {
                let error = self.error(Reply::text(status, body)).await;
                let Error::UnexpectedStatus(unexpected) = &error else {
                    panic!("{error:?}")
                };
                assert!(unexpected.fault().is_none(), "{error:?}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
                assert_eq!(error.may_have_been_carried_out(), may);
                assert!(
                    error
                        .to_string()
                        .starts_with(&format!("unexpected status {status}")),
                    "{error}"
                );
            }
        }
    }

    /// No answer in time, and none at all.
    pub(crate) async fn survives_a_bad_network(&self) {
        let (mock, client) = pair::<C>([Reply::Silence]).await;
        let outcome = tokio::time::timeout(Duration::from_secs(10), (self.calls.hasty)(&client));
        let error = outcome.await.expect("an end in time").expect_err("silence");
        assert!(
            matches!(error, Error::Timeout(_)) && error.is_timeout(),
            "{error:?}"
        );
        assert!(error.may_have_been_carried_out());
        hides(&printed(&error));
        mock.only();
        let error = self.error(Reply::Cut).await;
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert!(error.may_have_been_carried_out());
    }

    /// A success that cannot be read has been carried out; the message says where it is wrong.
    pub(crate) async fn says_where_an_answer_is_wrong(&self, tampered: &Tampered) {
        let status = self.success.0;
        self.cannot_read(Reply::text(status, page()), "$").await;
        self.cannot_read(
            Reply::text(status, self.success.1.to_string().replacen('}', "", 1)),
            "$",
        )
        .await;
        if !tampered.takes_null {
            self.cannot_read(Reply::text(status, ""), "$").await;
        }
        for (answer, path) in tampered.wrong.iter().take(3) {
            self.cannot_read(Reply::json(status, answer), path).await;
        }
    }

    async fn cannot_read(&self, reply: Reply, path: &str) {
        let error = self.error(reply).await;
        let Error::Decode(decode) = &error else {
            panic!("{error:?}")
        };
        assert!(decode.fault().path().starts_with(path), "{path}: {error}");
        let told = error.to_string();
        assert!(
            told.starts_with("the operation was carried out (20"),
            "{told}"
        );
        let empty = decode.answer().bytes().is_empty();
        assert!(
            format!("{error:#}").contains(if empty { "has no body" } else { path }),
            "{error:#}"
        );
        assert!(error.may_have_been_carried_out());
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(self.success.0)
        );
        assert_eq!(error.request_id(), Some(REQUEST_ID));
    }
}

/// What a proxy answers, with private things in it.
fn page() -> String {
    format!("<html>{PHONE} {EMAIL} {SAID}</html>")
}

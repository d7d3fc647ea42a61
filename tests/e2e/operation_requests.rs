//! What an operation sends.

use crate::mock::{Mock, REQUEST_ID, Reply, Seen};
use crate::operation::{Operation, Provider, pair};
use crate::private::{hidden, hides, printed};
use callsmith_runtime::failure::Failures;
use serde_json::Value as Json;
use std::fmt::Debug;

impl<C: Provider, T: Debug + 'static, E: Failures + Debug> Operation<C, T, E> {
    /// The request, the typed answer and everything around it.
    pub(crate) async fn sends_what_it_should(&self) {
        let (mock, client) = pair::<C>([self.succeeds(), self.succeeds()]).await;
        hides(&(self.calls.printed)(&client));
        let typed = (self.calls.plain)(&client).await.expect("a success");
        (self.typed)(&typed);
        if !self.untyped() {
            hidden(&typed);
        }
        self.is_the_request(&mock.only(), self.line);
        let response = (self.calls.response)(&client).await.expect("a success");
        hidden(&response);
        assert_eq!(response.status().as_u16(), self.success.0);
        assert_eq!(response.request_id(), Some(REQUEST_ID));
        let sent = if self.success.1.is_null() {
            String::new()
        } else {
            self.success.1.to_string()
        };
        assert_eq!(response.bytes(), sent.as_bytes());
        (self.typed)(response.body());
        self.takes_every_success().await;
    }

    /// Which 2xx it is makes no difference.
    async fn takes_every_success(&self) {
        for status in [200, 201, 202, 299] {
            let (_mock, client) = pair::<C>([Reply::json(status, &self.success.1)]).await;
            let response = (self.calls.response)(&client).await.expect("a success");
            assert_eq!(response.status().as_u16(), status);
            (self.typed)(response.body());
        }
    }

    /// A header and a query parameter for this call, and a base URL with a path.
    pub(crate) async fn takes_options(&self) {
        let mock = Mock::with([self.succeeds(), self.succeeds()]).await;
        let client = C::at(&mock.url());
        (self.calls.marked)(&client).await.expect("a success");
        let seen = mock.only();
        let joint = if self.line.contains('?') { '&' } else { '?' };
        self.is_the_request(&seen, &format!("{}{joint}q%26x=a%2Bb%20c", self.line));
        assert_eq!(seen.header("x-trace"), Some("t 1"));
        let client = C::at(&format!("{}/base%20path/v9/", mock.url()));
        (self.calls.plain)(&client).await.expect("a success");
        self.is_the_request(
            &mock.only(),
            &self.line.replacen('/', "/base%20path/v9/", 1),
        );
    }

    /// Reading follows a redirect within the origin; what does something does not go anywhere else.
    pub(crate) async fn follows_redirects(&self, safe: bool) {
        let (mock, client) =
            pair::<C>([Reply::redirect(307, "/elsewhere?x=1"), self.succeeds()]).await;
        let outcome = (self.calls.plain)(&client).await;
        let seen = mock.seen();
        self.is_the_request(&seen[0], self.line);
        if safe {
            outcome.expect("a success at the second place");
            self.is_the_request(&seen[1], "GET /elsewhere?x=1");
            assert_eq!(seen.len(), 2);
        } else {
            let error = outcome.expect_err("a redirect that is not followed");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
            assert!(
                error
                    .to_string()
                    .starts_with("a redirect that is not followed: 307"),
                "{error}"
            );
            assert!(error.may_have_been_carried_out());
            assert_eq!(seen.len(), 1);
        }
    }

    /// Another origin gets nothing at all, whatever the redirect says.
    pub(crate) async fn keeps_the_key_at_home(&self) {
        let stranger = Mock::with([self.succeeds()]).await;
        let away = format!("{}/stolen", stranger.url());
        for status in [301, 302, 303, 307, 308] {
            let (mock, client) = pair::<C>([Reply::redirect(status, &away)]).await;
            let error = (self.calls.plain)(&client)
                .await
                .expect_err("a redirect that is not followed");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            hides(&printed(&error));
            mock.only();
        }
        assert!(stranger.seen().is_empty());
    }

    fn is_the_request(&self, seen: &Seen, line: &str) {
        C::authorized(seen);
        // A key in the query is the provider's to look at.
        let sent = seen
            .line
            .split("api_key=")
            .next()
            .map(|line| line.trim_end_matches(['?', '&']));
        assert_eq!(sent, Some(line));
        assert_eq!(seen.json(), self.body);
        assert_eq!(seen.header("accept"), Some("application/json"));
        assert_eq!(
            seen.header("content-type"),
            (self.body != Json::Null).then_some("application/json")
        );
        assert_eq!(
            seen.header("user-agent"),
            Some(format!("{}-client/{}", C::NAME, version(C::NAME)).as_str())
        );
        assert_eq!(
            (seen.header("referer"), seen.header("cookie")),
            (None, None)
        );
    }
}

/// The version in the manifest of a provider's crate.
fn version(name: &str) -> String {
    let manifest = callsmith_tests::command::root()
        .join("generated")
        .join(name)
        .join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("a manifest");
    let mut lines = manifest.lines();
    let version = lines.find_map(|line| line.strip_prefix("version = "));
    version.expect("a version").trim_matches('"').to_owned()
}

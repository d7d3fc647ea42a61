//! A text that must not be seen.

use super::provider::{Provided, TokenProvider};
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// An API key, token or password, or where to get one.
///
/// It cannot be printed (`Debug` says `[redacted]`, there is no `Display`) and is overwritten when it is dropped.
/// Copies that the HTTP library makes while a request is under way are not in our hands.
///
/// ```
/// use callsmith_runtime::Secret;
///
/// let key = Secret::from("sk-123");
/// assert_eq!(format!("{key:?}"), "[redacted]");
/// ```
#[derive(Clone)]
pub struct Secret(Kind);

#[derive(Clone)]
enum Kind {
    Text(Zeroizing<String>),
    Provided(Arc<Provided>),
}

impl Secret {
    /// A secret that is asked for when a call needs it: an OAuth token that runs out, a key from a vault. It goes wherever
    /// a secret goes.
    ///
    /// The provider is asked before each call, unless it said how long a token is [good for](crate::Token::good_for), and
    /// once more in a call whose token the server refuses (401) and that may be repeated. Calls that need a token at the
    /// same time share one answer. The time it takes is part of the call's `total_timeout`. If it fails, nothing is sent:
    /// [`Error::Token`](crate::Error::Token).
    ///
    /// ```
    /// use callsmith_runtime::{Secret, Token};
    /// use std::time::Duration;
    ///
    /// # async fn log_in() -> std::io::Result<(String, u64)> { Ok(("token".to_owned(), 3600)) }
    /// let token = Secret::provider(|| async {
    ///     let (text, seconds) = log_in().await?;
    ///     // Early enough for a call that takes its time.
    ///     let good_for = Duration::from_secs(seconds.saturating_sub(60));
    ///     Ok::<_, std::io::Error>(Token::from(text).good_for(good_for))
    /// });
    /// assert_eq!(format!("{token:?}"), "[redacted]");
    /// ```
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(Kind::Provided(Arc::new(Provided::new(provider))))
    }

    /// The text itself, if it is known without asking. For the code that puts it into a request, nothing else.
    pub(crate) fn expose(&self) -> Option<&str> {
        match &self.0 {
            Kind::Text(text) => Some(text),
            Kind::Provided(_) => None,
        }
    }

    /// Whom to ask.
    pub(super) fn provided(&self) -> Option<&Arc<Provided>> {
        match &self.0 {
            Kind::Text(_) => None,
            Kind::Provided(provided) => Some(provided),
        }
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Kind::Text(Zeroizing::new(text)))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

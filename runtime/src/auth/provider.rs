//! Tokens that are asked for when they are needed.

use super::Secret;
use super::flight::{Flight, Landed};
use crate::transport::BoxFuture;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// Gets tokens, for [`Secret::provider`]. Every closure that returns a future of a text, a [`Secret`] or a [`Token`] is one.
///
/// Object safe, so that a client has one type whoever provides its tokens.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    ///
    /// What it fails with is the `source()` of the call's error; it must not show a secret.
    fn token(&self, asked: Asked) -> BoxFuture<Result<Token, Box<dyn Error + Send + Sync>>>;
}

/// Why a provider is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked {
    /// The server refused the token that the provider gave last (401): one that is kept somewhere is of no use any more.
    pub refused: bool,
}

/// A token, and for how long it may be used.
#[derive(Clone, Debug)]
pub struct Token {
    pub(super) secret: Secret,
    pub(super) good_for: Duration,
}

impl Token {
    /// Uses the token for further calls for so long, unless the server refuses it. By default it is for one call only: what
    /// the provider keeps, and for how long, it knows best.
    pub fn good_for(mut self, duration: Duration) -> Self {
        self.good_for = duration;
        self
    }
}

impl From<Secret> for Token {
    fn from(secret: Secret) -> Self {
        Self {
            secret,
            good_for: Duration::ZERO,
        }
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Secret::from(text).into()
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Secret::from(text).into()
    }
}

impl<F, G, T, E> TokenProvider for F
where
    F: Fn() -> G + Send + Sync + 'static,
    G: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn token(&self, _: Asked) -> BoxFuture<Result<Token, Box<dyn Error + Send + Sync>>> {
        let token = self();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// A provider and what is known of its tokens, shared by all clones of a secret.
pub(crate) struct Provided {
    provider: Arc<dyn TokenProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The token that was given last.
    last: Secret,
    /// Until when it may be used without asking.
    until: Option<Instant>,
    /// Whether the server refused it.
    refused: bool,
    /// The question under way, as long as somebody waits for its answer.
    flight: Weak<Flight>,
}

impl State {
    fn note(&mut self, token: &Token, now: Instant) {
        self.refused = false;
        self.last = token.secret.clone();
        self.until = match token.good_for.is_zero() {
            true => None,
            false => now.checked_add(token.good_for),
        };
    }
}

impl Provided {
    pub(super) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Arc::new(provider),
            state: Mutex::default(),
        }
    }

    /// A token: the last one while it is good, or that of a question under way, or of a new one.
    pub(super) async fn token(
        &self,
        now: impl Fn() -> Instant,
    ) -> Result<Secret, Arc<dyn Error + Send + Sync>> {
        let flight = match self.kept_or_asked(now()) {
            Ok(kept) => return Ok(kept),
            Err(flight) => flight,
        };
        let outcome = Landed(&flight).await;
        let mut state = self.state();
        // Noted once: who comes late would bring a token back that was refused meanwhile.
        if std::ptr::eq(state.flight.as_ptr(), &*flight) {
            state.flight = Weak::new();
            if let Ok(token) = &outcome {
                state.note(token, now());
            }
        }
        outcome.map(|token| token.secret)
    }

    /// Notes that the server refused `token`. Of an older one than the last nothing follows.
    pub(super) fn refused(&self, token: &Secret) {
        let mut state = self.state();
        if state.last.expose() == token.expose() {
            state.refused = true;
            state.until = None;
        }
    }

    fn kept_or_asked(&self, now: Instant) -> Result<Secret, Arc<Flight>> {
        let mut state = self.state();
        if state.until.is_some_and(|until| now < until) {
            return Ok(state.last.clone());
        }
        if let Some(flight) = state.flight.upgrade() {
            return Err(flight);
        }
        let (provider, refused) = (self.provider.clone(), state.refused);
        // The provider's own code runs when it is polled, outside of the lock.
        let future = Box::pin(async move { provider.token(Asked { refused }).await });
        let flight = Arc::new(Flight::new(future));
        state.flight = Arc::downgrade(&flight);
        Err(flight)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Provided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

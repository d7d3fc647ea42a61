//! The secrets of one call that had to be asked for.

use super::{Credential, Secret};
use crate::error::TokenError;
use crate::transport::Transport;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

/// One for each of the call's credentials that has a provider.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Vec<(usize, Secret)>);

impl Tokens {
    /// Asks the providers one after the other, and no longer than `left`.
    pub(crate) async fn ask(
        chosen: &[Credential],
        transport: &dyn Transport,
        left: Duration,
    ) -> Result<Self, TokenError> {
        let begin = transport.now();
        let mut tokens = Self::default();
        for (index, credential) in chosen.iter().enumerate() {
            let Some(provided) = credential.secret().provided() else {
                continue;
            };
            let elapsed = transport.now().saturating_duration_since(begin);
            let asking = provided.token(|| transport.now());
            let token = within(transport, left.saturating_sub(elapsed), asking).await;
            let token = token.ok_or_else(|| TokenError::timed_out(credential.scheme()))?;
            let token = token.map_err(|error| TokenError::failed(credential.scheme(), error))?;
            tokens.0.push((index, token));
        }
        Ok(tokens)
    }

    pub(super) fn of(&self, index: usize) -> Option<&Secret> {
        let found = self.0.iter().find(|(of, _)| *of == index);
        found.map(|(_, token)| token)
    }

    /// Whether none had to be asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes that the server refused them.
    pub(crate) fn refused(&self, chosen: &[Credential]) {
        for (index, token) in &self.0 {
            let credential = chosen.get(*index);
            if let Some(provided) = credential.and_then(|found| found.secret().provided()) {
                provided.refused(token);
            }
        }
    }
}

/// What `future` gives, unless the time is over first.
async fn within<F: Future>(
    transport: &dyn Transport,
    left: Duration,
    future: F,
) -> Option<F::Output> {
    let (begin, mut future) = (transport.now(), pin!(future));
    let mut deadline = transport.deadline(left);
    let mut waits = true;
    poll_fn(|cx| {
        let found = future.as_mut().poll(cx);
        if waits && Pin::new(&mut deadline).poll(cx).is_ready() {
            // A transport that cannot wait (there is no runtime) ends at once, and says so when it is to send.
            waits = false;
            let waited = transport.now().saturating_duration_since(begin);
            if waited >= left / 2 {
                return Poll::Ready(None);
            }
        }
        found.map(Some)
    })
    .await
}

//! How long, how large, how often: what a client sets and a call may set otherwise.

use crate::retry::Retry;
use crate::stream::Wanted;
use crate::transport::Limits;
use std::time::Duration;

/// What holds for a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Of one attempt.
    pub(crate) limits: Limits,
    /// From the beginning of a call to its outcome, all attempts and waits included.
    pub(crate) total_timeout: Duration,
    pub(crate) retry: Retry,
    /// Whether the rules of the document are checked before anything is sent.
    pub(crate) check: bool,
    /// Which stream is wanted of a success; `None`: all of it at once.
    pub(crate) stream: Option<Wanted>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            total_timeout: Duration::from_secs(150),
            retry: Retry::default(),
            check: true,
            stream: None,
        }
    }
}

/// What a call sets in place of its client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) unchecked: bool,
    /// How long a stream may be silent.
    pub(crate) idle: Option<Duration>,
    /// Which stream is wanted of a success; `None`: all of it at once.
    pub(crate) stream: Option<Wanted>,
    /// Whether a stream of events that breaks off is asked for again.
    pub(crate) reconnect: bool,
}

impl Settings {
    pub(crate) fn with(self, options: &Options) -> Self {
        Self {
            limits: Limits {
                timeout: options.timeout.unwrap_or(self.limits.timeout),
                idle: options.idle.unwrap_or(self.limits.idle),
                streamed: options.stream.is_some(),
                ..self.limits
            },
            total_timeout: options.total_timeout.unwrap_or(self.total_timeout),
            retry: options.retry.unwrap_or(self.retry),
            check: self.check && !options.unchecked,
            stream: options.stream,
        }
    }
}

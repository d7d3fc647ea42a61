//! What hyper's errors mean, without what they may show.

use crate::transport::{Sent, TransportError};
use rustls::CertificateError;
use std::error::Error;
use std::io;

type Cause = Box<dyn Error + Send + Sync>;

/// There is no answer, or no more of it, because of `error`.
pub(super) fn lost(sent: Sent, error: impl Error + Send + Sync + 'static) -> TransportError {
    let timeout = chain(&error).any(is_timeout);
    let text = chain(&error).find_map(without_their_words);
    let source: Cause = match text {
        Some(text) => text.into(),
        None => Box::new(error),
    };
    match timeout {
        true => TransportError::timed_out(sent, source),
        false => TransportError::new(sent, source),
    }
}

/// An error and those below it.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| below(*error))
}

/// What an error is made of. `source` passes over the error inside of an `io::Error`, and knows none inside of HTTP/2's.
fn below<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    if let Some(inner) = error.downcast_ref().and_then(io::Error::get_ref) {
        return Some(inner);
    }
    match error.downcast_ref().and_then(h2::Error::get_io) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// Whether it comes from a limit of time: that for connecting, or one of the system's.
fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
}

/// Another text for errors that repeat what a server says, which may be anything, or name the server.
fn without_their_words(error: &(dyn Error + 'static)) -> Option<String> {
    use rustls::Error::InvalidCertificate;
    if let Some(reason) = error.downcast_ref().and_then(h2::Error::reason) {
        return Some(format!("HTTP/2: {reason}"));
    }
    match error.downcast_ref()? {
        InvalidCertificate(CertificateError::NotValidForNameContext { .. }) => {
            Some("invalid peer certificate: it is for another name".to_owned())
        }
        _ => None,
    }
}

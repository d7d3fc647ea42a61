//! What a provider sends of its own accord: webhooks and callbacks.
//!
//! A receiver has the headers and the bytes of a request, from whatever server it runs. It asks who sent them, and
//! then what they are:
//!
//! ```
//! # #[cfg(feature = "webhooks")] {
//! use callsmith_runtime::http::HeaderMap;
//! use callsmith_runtime::model::Json;
//! use callsmith_runtime::webhook::{Scheme, Verifier, Verify};
//!
//! // A generated crate has `events::verifier(secret)` and the type `events::Event`.
//! let verifier = Verifier::new(Scheme::GITHUB, "the secret").and_secret("the one before it");
//!
//! fn receive(verifier: &Verifier, headers: &HeaderMap, body: &[u8]) -> u16 {
//!     match verifier.open::<Json>(headers, body) {
//!         Ok(_event) => 204,
//!         Err(error) => error.status(),
//!     }
//! }
//! assert_eq!(receive(&verifier, &HeaderMap::new(), b"{}"), 401);
//! # }
//! ```
//!
//! * Nothing is decoded before its signature has been checked: [`Verify::verify`] gives a [`Verified`], and that decodes.
//! * An event of tomorrow is kept as JSON. Decode errors and [`Refused`] show places and header names, never content.
//! * The body must be the bytes that came: JSON that was read and written again has another signature.
//! * A signature says who sent something, and the window of time that it is recent. Within the window it can come twice:
//!   providers deliver again, so a receiver keeps the identifiers it has seen.
//!
//! `Verifier` and `Scheme` need the feature `webhooks`. A scheme that is not among them implements [`Verify`].

mod delivery;
mod form;
#[cfg(feature = "webhooks")]
mod header;
#[cfg(feature = "webhooks")]
mod key;
#[cfg(feature = "webhooks")]
mod message;
mod refused;
#[cfg(feature = "webhooks")]
mod scheme;
#[cfg(feature = "webhooks")]
mod verifier;

use crate::model::{self, DecodeFault, Json, Union};

pub use delivery::{Delivery, Verified, Verify};
pub use refused::{Refused, WebhookError};
#[cfg(feature = "webhooks")]
pub use scheme::{Algorithm, Encoding, HeaderForm, Scheme, Stamp};
#[cfg(feature = "webhooks")]
pub use verifier::Verifier;

/// The events of a document: generated for the enum `events::Event`.
pub trait Events: Union {
    /// What events are called, and which variant each name means, counted in the order of declaration. A name that
    /// stands there for several variants means none by itself.
    const NAMES: &'static [(&'static str, usize)];
}

/// Reads an event by what its body says.
pub fn from_slice<E: Events>(body: &[u8]) -> Result<E, DecodeFault> {
    model::from_slice(body)
}

/// Reads an event whose name the request says elsewhere, in a header or in its path.
///
/// A name that is not known gives the unknown variant, and so does a body that is not what its name says: both are kept as
/// JSON. A name that several variants have leaves it to the body.
pub fn named<E: Events>(name: &str, body: &[u8]) -> Result<E, DecodeFault> {
    named_json(name, &model::from_slice(body)?)
}

fn named_json<E: Events>(name: &str, json: &Json) -> Result<E, DecodeFault> {
    let mut arms = E::NAMES.iter().filter(|(known, _)| *known == name);
    let arm = match (arms.next(), arms.next()) {
        (Some(_), Some(_)) => return model::from_json(json),
        (Some((_, arm)), None) => *arm,
        (None, _) => usize::MAX,
    };
    let read = |arm| model::from_json_with(json, |input| E::arm(arm, input));
    read(arm).or_else(|_| read(usize::MAX))
}

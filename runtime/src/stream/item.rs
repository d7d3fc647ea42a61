//! What one item of a stream means.

use super::StreamError;
use crate::model::{self, Json, Value};
use crate::response::{Answer, surrogates};
use crate::watch::Drifts;
use bytes::Bytes;
use std::any::TypeId;

/// A typed item from its JSON text.
pub(super) fn json<T: Value>(
    text: Bytes,
    answer: &Answer,
    drifts: &mut Option<Drifts>,
) -> Result<T, StreamError> {
    let mended = surrogates::mend(&text);
    let value = match model::from_slice::<T>(&mended) {
        Ok(value) => value,
        Err(fault) => {
            drifts
                .iter()
                .for_each(|drifts| drifts.unreadable(answer, &fault));
            drop(mended);
            return Err(StreamError::decode(text, fault));
        }
    };
    if let Some(drifts) = drifts {
        drifts.look(&value, &mended);
        if let Some(error) = drifts.end(answer, true) {
            return Err(StreamError::Drift(Box::new(error)));
        }
    }
    Ok(value)
}

/// The data of an event. Where the document says that it is text, it is that text; where it says nothing, it is JSON
/// or else text.
pub(super) fn data<T: Value + 'static>(
    data: String,
    answer: &Answer,
    drifts: &mut Option<Drifts>,
) -> Result<T, StreamError> {
    let own = TypeId::of::<T>();
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(&data).is_ok();
    if own == TypeId::of::<String>() || (own == TypeId::of::<Json>() && !is_json()) {
        let text = Json::String(data);
        return model::from_json(&text).map_err(|fault| StreamError::decode(Bytes::new(), fault));
    }
    json(data.into(), answer, drifts)
}

//! Samples of lists whose first elements have a type each.

use super::{Position, Samples};
use crate::emit::Cx;
use crate::ir::Tuple;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

impl Samples {
    /// `("a".into(), 1)`. Examples show no tuple that is longer or shorter than its elements with a type.
    pub(super) fn tuple(
        &mut self,
        cx: Cx<'_>,
        found: &Tuple,
        value: &Json,
        name: &str,
        at: Position,
    ) -> Option<TokenStream> {
        let values = value.as_array()?;
        if values.len() != found.elements.len() {
            return None;
        }
        let elements: Option<Vec<_>> = (found.elements.iter().zip(values))
            .map(|(ty, value)| self.expression(cx, ty, value, name, Position::Exact))
            .collect();
        let elements = elements?;
        let made = quote!((#(#elements,)*));
        Some(match at {
            Position::Argument => made,
            Position::Exact => quote!(#made.into()),
        })
    }
}

//! Where bodies of failures have the provider's code: `x-callsmith-error-code`.

use super::response::BAD_EXTENSION;
use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::CodeAt;
use crate::source::Pointer;
use serde_json::Value as Json;

const NAME: &str = "x-callsmith-error-code";

impl Translation<'_> {
    /// What stands at `at` itself: a document, an operation or a response.
    pub(super) fn error_code(&mut self, extensions: &Extensions, at: &Pointer) -> Option<CodeAt> {
        match extensions.get(NAME)? {
            Json::Bool(false) => Some(CodeAt::Nowhere),
            Json::String(text) if text.is_empty() || text.starts_with('/') => {
                Some(CodeAt::At(text.clone()))
            }
            _ => {
                let message = "`x-callsmith-error-code` is a JSON pointer into the body, or `false`; this is ignored";
                self.warn(Diagnostic::warning(BAD_EXTENSION, at.join(NAME), message));
                None
            }
        }
    }
}

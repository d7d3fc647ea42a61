//! Regular expressions, each compiled once.

use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Whether `pattern` is found in `text`.
///
/// A pattern that does not compile refuses nothing: the generator has compiled each, so that there is none unless a
/// crate is used with another version of this one.
pub(super) fn is_in(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_none_or(|regex| regex.is_match(text))
}

/// Patterns stand in code, so there are no more of them than the program has.
fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    type Cache = Mutex<HashMap<&'static str, Option<Arc<Regex>>>>;
    static CACHE: OnceLock<Cache> = OnceLock::new();
    let cache = CACHE.get_or_init(Cache::default);
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let entry = cache.entry(pattern);
    entry
        .or_insert_with(|| Regex::new(pattern).ok().map(Arc::new))
        .clone()
}

//! `src/lib.rs`.

use super::Cx;
use super::doc::{self, Doc};
use quote::quote;

/// How to find one's way.
const GUIDE: &str = "Methods of [`Client`] make calls; awaiting a call sends it. [`types`] holds what is sent and what comes \
back, [`operations`] the calls and what they can be refused with. What is sent again by itself, and what each error \
means, is told in [\"What happens when ...\"](runtime::what_happens_when).";

/// The file.
pub(super) fn lib_rs(cx: Cx<'_>) -> String {
    let about = format!(
        "A client of {}, version {} of the API.",
        doc::plain(&cx.api.title),
        doc::plain(&cx.api.version)
    );
    let guide = if cx.api.operations.is_empty() {
        "[`types`] holds the types of the document; it has no operations."
    } else {
        GUIDE
    };
    let mut docs = Doc::theirs(&about)
        .and(Doc::theirs(&cx.api.docs))
        .and(Doc::ours(guide))
        .and(events_guide(cx))
        .into_lines();
    docs.extend(sample(cx));
    let auth = (!cx.api.schemes.is_empty()).then(|| quote!(Auth,));
    let rate_limit = cx.api.rate_limit.is_some().then(|| quote!(, RATE_LIMIT));
    let events = (cx.api.events.is_some()).then(|| {
        quote!(
            pub mod events;
        )
    });
    let servers = super::server::types(cx);
    let items = if cx.api.operations.is_empty() {
        vec![quote!(
            pub use callsmith_runtime as runtime;
            #events
            pub mod types;
        )]
    } else {
        vec![
            quote!(
                pub use callsmith_runtime as runtime;
                pub use callsmith_runtime::{Error, Response, Retry};
            ),
            quote!(
                mod client;
                #events
                pub mod operations;
                pub mod types;
            ),
            quote!(pub use client::{#auth Client #rate_limit, Request #(, #servers)*};),
        ]
    };
    crate::format::file(
        cx.watch,
        &docs,
        &["#![forbid(unsafe_code)]", "#![warn(missing_docs)]"],
        items,
    )
}

/// Where to look for what the server sends of its own accord.
fn events_guide(cx: Cx<'_>) -> Doc {
    match cx.api.events {
        Some(_) => Doc::ours("[`events`] reads what the provider sends of its own accord."),
        None => Doc::default(),
    }
}

/// The call of the README, as a block of code that is shown and not run.
fn sample(cx: Cx<'_>) -> Vec<String> {
    let Some(snippet) = super::example::snippet(cx) else {
        return Vec::new();
    };
    let lines = snippet.lines().map(str::to_owned);
    ["", "```no_run"]
        .map(str::to_owned)
        .into_iter()
        .chain(lines)
        .chain(["```".to_owned()])
        .collect()
}

//! `tests/examples.rs`: the examples of the document against the types that were made of it.
//!
//! The examples are data in a file of their own, the test is one row for each type: a document of a thousand examples
//! is a test that compiles as fast as one of ten.

use super::Cx;
use super::ty::{self, Place};
use crate::ir::{Carrier, Documented, Operation, Type, Verdict};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// The two files.
pub(super) struct Tests {
    pub(super) rust: String,
    pub(super) json: String,
}

/// Nothing where there are no examples.
pub(super) fn tests(cx: Cx<'_>) -> Option<Tests> {
    let (mut rows, mut examples) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for operation in &cx.api.operations {
        let mut known = BTreeSet::new();
        for example in &operation.examples {
            let Some(ty) = json(operation, example) else {
                continue;
            };
            let ty = ty::ty(cx, ty, Place::Elsewhere);
            // Components are examples of many operations; once is enough for each type.
            if !seen.insert((&example.at, ty.to_string())) {
                continue;
            }
            let body = body(operation, example);
            examples.push(entry(&body, example));
            if known.insert(body.clone()) {
                rows.push(quote!(Row::of::<#ty>(#body)));
            }
        }
    }
    let json = serde_json::to_string_pretty(&examples).unwrap_or_default() + "\n";
    (!rows.is_empty()).then(|| Tests {
        rust: rust(cx, &rows),
        json,
    })
}

fn json<'a>(operation: &'a Operation, example: &Documented) -> Option<&'a Type> {
    match example.carrier {
        Carrier::Request => operation.body.as_ref()?.payload.json(),
        Carrier::Response(status) => operation.answer(status),
    }
}

/// For example `POST /calls request`, `GET /calls/{id} 200`.
fn body(operation: &Operation, example: &Documented) -> String {
    let method = operation.method.as_str().to_uppercase();
    let carrier = match example.carrier {
        Carrier::Request => "request".to_owned(),
        Carrier::Response(status) => status.to_string(),
    };
    format!("{method} {} {carrier}", operation.path)
}

fn entry(body: &str, example: &Documented) -> Json {
    let (verdict, why) = match &example.verdict {
        Verdict::Exact => ("exact", None),
        Verdict::Valid => ("valid", None),
        Verdict::Invalid(why) => ("invalid", Some(why)),
        Verdict::Unknown(why) => ("unknown", Some(why)),
    };
    let mut entry = json!({
        "body": body,
        "name": example.name,
        "mediaType": example.media_type,
        "at": example.at.to_fragment(),
        "verdict": verdict,
    });
    if let Some(why) = why {
        entry["why"] = why.as_str().into();
    }
    entry["value"] = example.value.clone();
    entry
}

fn rust(cx: Cx<'_>, rows: &[TokenStream]) -> String {
    let docs = [
        "Every example of the document, read strictly into its type and written back.",
        "",
        "The examples are in `examples.json`, each with its place in the document. One that is not valid against its own",
        "schema is read as well, but whatever comes of it is not a failure.",
    ]
    .map(str::to_owned);
    let name = format_ident!("{}", cx.package.crate_name);
    let uses = |module: &str| {
        let path = format!("{module} ::");
        rows.iter().any(|row| row.to_string().contains(&path))
    };
    let types = uses("types").then(|| quote!(use #name::types;));
    let model = uses("model").then(|| quote!(use #name::runtime::model;));
    let items = quote! {
        #model
        use #name::runtime::strict::examples::{Row, check};
        #types
    };
    let table = quote! {
        const ROWS: &[Row] = &[#(#rows),*];
    };
    let test = quote! {
        #[test]
        fn examples() {
            check(ROWS, include_str!("examples.json"));
        }
    };
    crate::format::file(cx.watch, &docs, &[], [items, table, test])
}

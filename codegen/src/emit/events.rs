//! `src/events.rs`: what the server sends of its own accord, as one enum, and how it is signed.

use super::Cx;
use super::doc::{self, Doc};
use super::ty::Place;
use super::unions;
use crate::ir::{Events, Signature, Test, Variant, WebhookId};
use crate::name::UNKNOWN_VARIANT;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// What a receiver needs to know first.
const GUIDE: &str = "A receiver hands over the headers and the bytes of a request as they came, before anything else has read them. \
What was sent by somebody else is refused before it is decoded; what this version of the crate does not know is \
[`Event::Unrecognized`].";

/// The file.
pub(super) fn events_rs(cx: Cx<'_>, events: &Events) -> String {
    let about = format!(
        "What {} sends of its own accord.",
        doc::plain(&cx.api.title)
    );
    let mut docs = Doc::theirs(&about).and(Doc::ours(GUIDE)).into_lines();
    docs.extend(sample(cx));
    let items = [
        imports(cx, events),
        declaration(cx, events),
        methods(cx, events),
    ];
    let verifier = cx.api.signature.as_ref().map(verifier);
    crate::format::file(cx.watch, &docs, &[], items.into_iter().chain(verifier))
}

fn imports(cx: Cx<'_>, events: &Events) -> TokenStream {
    let types = || events.union.variants.iter().map(|variant| &variant.ty);
    let own = types().any(|ty| ty.named().is_some());
    let own = own.then(|| {
        quote!(
            use super::types;
        )
    });
    let model = types()
        .any(|ty| ty.named().is_none())
        .then(|| quote!(self,));
    let verifier = cx.api.signature.as_ref().map(|_| {
        quote!(
            #[cfg(feature = "webhooks")]
            use callsmith_runtime::{
                Secret,
                webhook::{Scheme, Verifier},
            };
        )
    });
    quote! {
        #own
        use callsmith_runtime::model::{#model DecodeFault, Json, Model, Unknown};
        use callsmith_runtime::webhook::{self, Events};
        #verifier
    }
}

fn declaration(cx: Cx<'_>, events: &Events) -> TokenStream {
    let names = &cx.names.events;
    let name = format_ident!("{}", names.name);
    let found = &events.union;
    let tag = unions::tag(found);
    let rows = found.variants.iter().zip(&events.brought_by);
    let variants = rows
        .zip(&names.members)
        .map(|((variant, brought_by), name)| {
            let variant = Variant {
                docs: told(cx, variant, brought_by),
                ..variant.clone()
            };
            unions::variant_tokens(cx, found, &variant, name, Place::Elsewhere)
        });
    let unknown = format_ident!("{UNKNOWN_VARIANT}");
    quote! {
        /// Something the provider sends of its own accord.
        #[derive(Clone, Model)]
        #tag
        // A variant in a box would have another type once it outgrows the others.
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An event that this version of the crate does not know; `as_unknown()` has it.
            #[model(unknown)]
            #unknown(Unknown<Json>),
        }
    }
}

/// What the document says of it, and what it is called there.
fn told(cx: Cx<'_>, variant: &Variant, brought_by: &[WebhookId]) -> String {
    let webhooks = brought_by.iter().map(|id| &cx.api.webhooks[id.0]);
    let names: BTreeSet<String> = webhooks
        .filter(|webhook| !tags(variant).contains(&webhook.name))
        .map(|webhook| {
            let kind = match webhook.callback {
                Some(_) => "callback",
                None => "webhook",
            };
            format!("The {kind} {}.", doc::code(&webhook.name))
        })
        .collect();
    let names: Vec<String> = names.into_iter().collect();
    let parts = [variant.docs.clone(), names.join("\n")];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}

/// The values of the property that say which event it is: the declaration names them anyway.
fn tags(variant: &Variant) -> &[String] {
    match &variant.test {
        Test::Tag { values, .. } => values,
        Test::Otherwise | Test::Shape { .. } => &[],
    }
}

fn methods(cx: Cx<'_>, events: &Events) -> TokenStream {
    let name = format_ident!("{}", cx.names.events.name);
    let rows = event_names(cx, events);
    let rows = rows.iter().map(|(name, arm)| {
        let arm = proc_macro2::Literal::usize_unsuffixed(*arm);
        quote!((#name, #arm))
    });
    quote! {
        impl #name {
            /// Reads an event by what its body says. Nobody knows who sent it: a receiver asks a verifier for it.
            pub fn from_slice(body: &[u8]) -> Result<Self, DecodeFault> {
                webhook::from_slice(body)
            }

            /// Reads the event of this name, where the request says it in a header or in its path.
            pub fn named(name: &str, body: &[u8]) -> Result<Self, DecodeFault> {
                webhook::named(name, body)
            }
        }

        impl Events for #name {
            const NAMES: &'static [(&'static str, usize)] = &[#(#rows),*];
        }
    }
}

/// What an event may be called: as its webhook, or as its tag says.
fn event_names(cx: Cx<'_>, events: &Events) -> BTreeSet<(String, usize)> {
    let mut names = BTreeSet::new();
    let rows = events.union.variants.iter().zip(&events.brought_by);
    for (arm, (variant, brought_by)) in rows.enumerate() {
        let called = brought_by.iter().map(|id| &cx.api.webhooks[id.0].name);
        names.extend(called.map(|name| (name.clone(), arm)));
        names.extend(tags(variant).iter().map(|value| (value.clone(), arm)));
    }
    names
}

fn verifier(found: &Signature) -> TokenStream {
    let scheme = format_ident!("{}", found.scheme.to_uppercase().replace('-', "_"));
    let set = [
        ("header", &found.header),
        ("prefix", &found.prefix),
        ("time_header", &found.time_header),
        ("id_header", &found.id_header),
    ];
    let set = set.into_iter().filter_map(|(method, text)| {
        let (method, text) = (format_ident!("{method}"), text.as_ref()?);
        Some(quote!(.#method(#text)))
    });
    quote! {
        /// How the provider signs what it sends.
        #[cfg(feature = "webhooks")]
        pub const SIGNATURE: Scheme = Scheme::#scheme #(#set)*;

        /// Knows by its signature whether the provider sent a request. `secret` is what the provider gave for this receiver.
        #[cfg(feature = "webhooks")]
        pub fn verifier(secret: impl Into<Secret>) -> Verifier {
            Verifier::new(SIGNATURE, secret)
        }
    }
}

/// A receiver, as a block of code that is shown and not run.
pub(super) fn sample(cx: Cx<'_>) -> Vec<String> {
    let name = &cx.package.crate_name;
    let verifier = match cx.api.signature {
        Some(_) => "made once, by `events::verifier(secret)` with the feature `webhooks`",
        None => "`runtime::webhook` has the usual ways to sign, and room for the provider's own",
    };
    let text = format!(
        "
```no_run
use {name}::events::Event;
use {name}::runtime::http::HeaderMap;
use {name}::runtime::webhook::Verify;

/// `verifier`: {verifier}.
fn receive(verifier: &impl Verify, headers: &HeaderMap, body: &[u8]) -> u16 {{
    match verifier.open::<Event>(headers, body) {{
        Ok(event) => println!(\"{{event:?}}\"),
        Err(error) => return error.status(),
    }}
    204
}}
```"
    );
    text.lines().map(str::to_owned).collect()
}

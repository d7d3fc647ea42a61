//! `src/client.rs`: the client, its credentials, the facts of the service.

use super::Cx;
use super::doc::{self, Doc};
use crate::ir::{Scheme, SchemeKind, Security};
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn client_rs(cx: Cx<'_>) -> String {
    let docs = ["The client: where requests go and who sends them.".to_owned()];
    let mut items = vec![imports(cx), service(cx), client(cx)];
    if !cx.api.schemes.is_empty() {
        items.push(auth(cx));
    }
    crate::format::file(&docs, &[], items)
}

fn imports(cx: Cx<'_>) -> TokenStream {
    match cx.api.schemes.is_empty() {
        true => quote!(
            use callsmith_runtime::{Builder, Core, Service};
        ),
        false => quote!(
            use callsmith_runtime::{Builder, Core, Credential, Secret, Service};
        ),
    }
}

fn service(cx: Cx<'_>) -> TokenStream {
    let user_agent = format!("{}/{}", cx.package.name, cx.package.version);
    let base_url = cx.api.server.iter().map(|url| quote!(.base_url(#url)));
    let security = (!cx.api.security.is_empty()).then(|| {
        let security = alternatives(&cx.api.security);
        quote!(.security(#security))
    });
    quote! {
        /// What is the same for all requests.
        const SERVICE: Service = Service::new(#user_agent) #(#base_url)* #security;
    }
}

/// `&[&["bearerAuth"], &["apiKeyHeader"]]`
pub(super) fn alternatives(security: &Security) -> TokenStream {
    let all = security.iter().map(|schemes| quote!(&[#(#schemes),*]));
    quote!(&[#(#all),*])
}

/// The schemes whose credentials `Client::new` takes: the first alternative that needs any.
pub(super) fn schemes_of_new<'a>(cx: Cx<'a>) -> Vec<(&'a Scheme, &'a str)> {
    let first = cx.api.security.iter().find(|schemes| !schemes.is_empty());
    let all = || {
        cx.api
            .schemes
            .iter()
            .zip(cx.names.schemes.iter().map(String::as_str))
    };
    match first {
        Some(ids) => ids
            .iter()
            .filter_map(|id| all().find(|(scheme, _)| scheme.id == *id))
            .collect(),
        // Documents that name schemes but no requirement mostly mean the first one.
        None if cx
            .api
            .operations
            .iter()
            .any(|operation| operation.security.as_ref().is_some_and(|s| !s.is_empty())) =>
        {
            all().take(1).collect()
        }
        None => Vec::new(),
    }
}

fn client(cx: Cx<'_>) -> TokenStream {
    let about = Doc::theirs(&format!("A client of {}.", doc::plain(&cx.api.title)));
    let intro = about.and(Doc::ours("Clones share connections and are cheap. [`Client::builder`] sets everything that can be set.")).tokens();
    let (takes, credentials, new_docs) = new_parts(cx);
    let base_url = cx.api.server.is_none().then(|| quote!(.base_url(base_url)));
    quote! {
        #intro
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: Core,
        }

        impl Client {
            #new_docs
            pub fn new(#(#takes),*) -> Self {
                Self::builder() #base_url #(.auth(#credentials))* .build_or_fail_later()
            }

            /// Everything that can be set: base URL, credentials, timeouts, transport.
            pub fn builder() -> Builder<Self> { Builder::new(&SERVICE) }
        }

        impl From<Core> for Client {
            fn from(core: Core) -> Self { Self { core } }
        }
    }
}

/// The arguments of `new`, the credentials made of them, and the docs.
fn new_parts(cx: Cx<'_>) -> (Vec<TokenStream>, Vec<TokenStream>, TokenStream) {
    let mut text = match &cx.api.server {
        Some(url) => format!("A client that calls `{}`", doc::code(url)),
        None => "A client that calls `base_url`: the document names no server".to_owned(),
    };
    let mut takes: Vec<TokenStream> = cx
        .api
        .server
        .is_none()
        .then(|| quote!(base_url: impl Into<String>))
        .into_iter()
        .collect();
    let mut credentials = Vec::new();
    let schemes = schemes_of_new(cx);
    let alone = schemes.len() == 1;
    for (scheme, name) in schemes {
        let constructor = doc::ident(name);
        let (arguments, values) = arguments(scheme, name, alone);
        takes.extend(arguments);
        credentials.push(quote!(Auth::#constructor(#(#values),*)));
        text.push_str(&format!(", with {}", place_words(&scheme.kind)));
    }
    text.push_str(".\n\nNothing is sent yet, and nothing fails: what is wrong with the arguments, the first call says.");
    (takes, credentials, doc::ours(&text))
}

/// A lone key is called `api_key`; several are called what the document calls them.
fn arguments(scheme: &Scheme, name: &str, alone: bool) -> (Vec<TokenStream>, Vec<TokenStream>) {
    match scheme.kind {
        SchemeKind::Basic => (
            vec![
                quote!(user: impl Into<String>),
                quote!(password: impl Into<Secret>),
            ],
            vec![quote!(user), quote!(password)],
        ),
        SchemeKind::Bearer
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => {
            let argument = doc::ident(if alone { "api_key" } else { name });
            (
                vec![quote!(#argument: impl Into<Secret>)],
                vec![quote!(#argument)],
            )
        }
    }
}

fn place_words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "`Authorization: Bearer <token>`".to_owned(),
        SchemeKind::Basic => "`Authorization: Basic <user and password>`".to_owned(),
        SchemeKind::Header(name) => format!("the key in the header `{}`", doc::code(name)),
        SchemeKind::Query(name) => format!("the key in the query parameter `{}`", doc::code(name)),
        SchemeKind::Cookie(name) => format!("the key in the cookie `{}`", doc::code(name)),
    }
}

fn auth(cx: Cx<'_>) -> TokenStream {
    let constructors = cx
        .api
        .schemes
        .iter()
        .zip(&cx.names.schemes)
        .map(|(scheme, name)| constructor(scheme, name));
    quote! {
        /// A credential this API takes, for [`Client::builder`].
        #[derive(Clone, Debug)]
        pub struct Auth(Credential);

        impl Auth { #(#constructors)* }

        impl From<Auth> for Credential {
            fn from(auth: Auth) -> Self { auth.0 }
        }
    }
}

fn constructor(scheme: &Scheme, name: &str) -> TokenStream {
    let id = &scheme.id;
    let place = place_words(&scheme.kind);
    let docs = Doc::theirs(&scheme.docs)
        .and(Doc::ours(&format!("Sent as {place}.")))
        .tokens();
    let name = doc::ident(name);
    let (takes, value) = match &scheme.kind {
        SchemeKind::Bearer => (
            quote!(token: impl Into<Secret>),
            quote!(Credential::bearer(#id, token)),
        ),
        SchemeKind::Basic => (
            quote!(user: impl Into<String>, password: impl Into<Secret>),
            quote!(Credential::basic(#id, user, password)),
        ),
        SchemeKind::Header(header) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::header(#id, #header, key)),
        ),
        SchemeKind::Query(query) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::query(#id, #query, key)),
        ),
        SchemeKind::Cookie(cookie) => (
            quote!(key: impl Into<Secret>),
            quote!(Credential::cookie(#id, #cookie, key)),
        ),
    };
    quote!(#docs pub fn #name(#takes) -> Self { Self(#value) })
}

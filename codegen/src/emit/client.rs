//! `src/client.rs`: the client, its credentials, the facts of the service.

use super::Cx;
use super::doc::{self, Doc};
use super::failure::code_at;
use super::server;
use crate::ir::{RateLimit, Scheme, SchemeKind, Security};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The file.
pub(super) fn client_rs(cx: Cx<'_>) -> String {
    let docs = ["The client: where requests go and who sends them.".to_owned()];
    let mut items = vec![imports(cx), service(cx), client(cx)];
    if !cx.api.schemes.is_empty() {
        items.push(auth(cx));
    }
    items.extend(server::declaration(cx));
    if !cx.api.operations.is_empty() {
        items.push(quote!(callsmith_runtime::requests!();));
    }
    crate::format::file(cx.watch, &docs, &[], items)
}

fn imports(cx: Cx<'_>) -> TokenStream {
    let credential = (!cx.api.schemes.is_empty()).then(|| quote!(Credential,));
    let secret = (!cx.api.schemes.is_empty()).then(|| quote!(Secret,));
    let quota = cx.api.rate_limit.is_some().then(|| quote!(Quota,));
    let code_at = cx.api.error_code.is_some().then(|| quote!(CodeAt,));
    let url = server::is_choice(cx).then(|| quote!(ServerUrl,));
    quote!(
        use callsmith_runtime::{Builder, #code_at Core, #credential #quota #secret #url Service};
    )
}

fn service(cx: Cx<'_>) -> TokenStream {
    let user_agent = format!("{}/{}", cx.package.name, cx.package.version);
    let servers = server::of_service(cx);
    let security = (!cx.api.security.is_empty()).then(|| {
        let security = alternatives(&cx.api.security);
        quote!(.security(#security))
    });
    let limit = cx.api.rate_limit.as_ref();
    let quota = limit.map(|_| quote!(.rate_limit(RATE_LIMIT)));
    let constant = limit.map(rate_limit);
    let code = cx.api.error_code.as_ref().map(code_at);
    let code = code.map(|code| quote!(.error_code(#code)));
    quote! {
        /// What is the same for all requests.
        const SERVICE: Service = Service::new(#user_agent) #servers #security #quota #code;

        #constant
    }
}

/// The documented limit, for those who want to keep to it.
fn rate_limit(limit: &RateLimit) -> TokenStream {
    let docs = doc::ours(&format!(
        "The limit that the provider documents: {} requests per {}. `Client::builder().rate_limit(...)` keeps below it \
         (feature `rate-limit`).",
        limit.requests,
        limit.per.as_str()
    ));
    let requests = Literal::u32_unsuffixed(limit.requests);
    let per = format_ident!("per_{}", limit.per.as_str());
    quote! {
        #docs
        pub const RATE_LIMIT: Quota = Quota::#per(#requests);
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

/// How mutual TLS is set up: the client knows nothing of it.
const CERTIFICATE: &str = "The service asks for a client certificate (mutual TLS): with the feature `reqwest`, give a \
`runtime::reqwest::ClientBuilder` that has one, `.identity(...)`, to `Client::builder().reqwest(...)`.";

fn client(cx: Cx<'_>) -> TokenStream {
    let about = Doc::theirs(&format!("A client of {}.", doc::plain(&cx.api.title)));
    let mut intro = about.and(Doc::ours("Clones share connections and are cheap. [`Client::builder`] sets everything that can be set."));
    if cx
        .api
        .operations
        .iter()
        .any(|operation| operation.needs.certificate)
    {
        intro = intro.and(Doc::ours(CERTIFICATE));
    }
    let intro = intro.tokens();
    let (new, at_server) = (new(cx), server::method(cx));
    let bare = !cx.api.needs_base_url() && schemes_of_new(cx).is_empty();
    let default =
        bare.then(|| quote!(impl Default for Client { fn default() -> Self { Self::new() } }));
    quote! {
        #intro
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: Core,
        }

        impl Client {
            #new

            /// Everything that can be set: base URL, credentials, timeouts, retries, transport.
            pub fn builder() -> Builder<Self> { Builder::new(&SERVICE) }

            #at_server
        }

        #default

        impl From<Core> for Client {
            fn from(core: Core) -> Self { Self { core } }
        }
    }
}

/// `Client::new`: the key alone where that is all there is to say. Otherwise credentials come as [`Auth`] values, so
/// that nothing can be mixed up.
fn new(cx: Cx<'_>) -> TokenStream {
    let schemes = schemes_of_new(cx);
    let base_url = cx.api.needs_base_url();
    let (takes, auth) = match schemes.as_slice() {
        [] => (None, TokenStream::new()),
        [(scheme, name)] if !base_url && scheme.kind != SchemeKind::Basic => {
            let constructor = doc::ident(name);
            (
                Some(quote!(api_key: impl Into<Secret>)),
                quote!(.auth(Auth::#constructor(api_key))),
            )
        }
        [_] => (Some(quote!(auth: Auth)), quote!(.auth(auth))),
        _ => (
            Some(quote!(auth: impl IntoIterator<Item = Auth>)),
            TokenStream::new(),
        ),
    };
    let several = schemes.len() > 1;
    let takes_url = base_url.then(|| quote!(base_url: impl Into<String>));
    let takes: Vec<TokenStream> = takes_url.into_iter().chain(takes).collect();
    let base_url = base_url.then(|| quote!(.base_url(base_url)));
    let builder = quote!(Self::builder() #base_url #auth);
    let build = match several {
        true => quote!(auth.into_iter().fold(#builder, Builder::auth).build_or_fail_later()),
        false => quote!(#builder.build_or_fail_later()),
    };
    let docs = new_docs(cx, &schemes);
    quote! {
        #docs
        pub fn new(#(#takes),*) -> Self { #build }
    }
}

fn new_docs(cx: Cx<'_>, schemes: &[(&Scheme, &str)]) -> TokenStream {
    let mut text = match cx.api.first_server() {
        Some(server) => format!("A client that calls {}", doc::code(&server.default)),
        None if !cx.api.needs_base_url() => {
            "A client that calls the servers that the document names for each operation".to_owned()
        }
        None => match cx.api.own_servers.first().map(|id| cx.api.server_at(*id)) {
            Some(server) if server.is_relative() && !server.url.is_empty() => format!(
                "A client that calls `base_url`, which ends with {} (the document does not name the host)",
                doc::code(&server.url)
            ),
            _ => "A client that calls `base_url` (the document names no server)".to_owned(),
        },
    };
    for (i, (scheme, _)) in schemes.iter().enumerate() {
        let word = if i == 0 { ", with" } else { " and" };
        text.push_str(&format!("{word} {}", place_words(&scheme.kind)));
    }
    text.push_str(
        ".\n\nNothing is sent yet, and nothing fails: what is wrong with the arguments, the first call says.",
    );
    doc::ours(&text)
}

fn place_words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "`Authorization: Bearer <token>`".to_owned(),
        SchemeKind::Basic => "`Authorization: Basic <user and password>`".to_owned(),
        SchemeKind::Authorization(_) => "the header `Authorization`".to_owned(),
        SchemeKind::Header(name) => format!("the key in the header {}", doc::code(name)),
        SchemeKind::Query(name) => format!("the key in the query parameter {}", doc::code(name)),
        SchemeKind::Cookie(name) => format!("the key in the cookie {}", doc::code(name)),
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
    let place = match &scheme.kind {
        SchemeKind::Authorization(scheme) => {
            format!(
                "{place}, as it is: the whole value, beginning with {}",
                doc::code(scheme)
            )
        }
        _ => place,
    };
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
        SchemeKind::Authorization(_) => (
            quote!(value: impl Into<Secret>),
            quote!(Credential::header(#id, "Authorization", value)),
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

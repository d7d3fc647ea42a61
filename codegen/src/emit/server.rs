//! Servers in `src/client.rs`, where there is a choice among them.

use super::Cx;
use super::doc::{self, Doc};
use crate::ir::{Server, ServerId};
use crate::name::VariableNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Those among which there is a choice, with their names.
fn choices<'a>(cx: Cx<'a>) -> Vec<(&'a Server, &'a str)> {
    let ids = cx.api.server_choices().into_iter();
    ids.map(|id| (cx.api.server_at(id), cx.names.servers[id.0].as_str()))
        .collect()
}

/// The variables that some of them have.
fn variables<'a>(cx: Cx<'a>) -> Vec<&'a VariableNames> {
    let choices = choices(cx);
    let is_used = |names: &&VariableNames| {
        let mut all = choices.iter().flat_map(|(server, _)| &server.variables);
        all.any(|variable| variable.name == names.wire)
    };
    cx.names.variables.iter().filter(is_used).collect()
}

/// Whether there is a choice.
pub(super) fn is_choice(cx: Cx<'_>) -> bool {
    !cx.api.server_choices().is_empty()
}

/// The names of all types that [`declaration`] declares.
pub(super) fn types(cx: Cx<'_>) -> Vec<TokenStream> {
    if !is_choice(cx) {
        return Vec::new();
    }
    let enums = variables(cx)
        .into_iter()
        .filter(|names| !names.values.is_empty());
    let names = enums.map(|names| names.ty.as_str());
    let all = std::iter::once("Server").chain(names);
    all.map(|name| {
        let name = format_ident!("{name}");
        quote!(#name)
    })
    .collect()
}

/// What the service says of its own servers.
pub(super) fn of_service(cx: Cx<'_>) -> TokenStream {
    let api = cx.api;
    let urls: Vec<&str> = urls(cx, &api.own_servers);
    let own = match urls.as_slice() {
        [] => TokenStream::new(),
        [url] => quote!(.base_url(#url)),
        urls => quote!(.servers(&[#(#urls),*])),
    };
    let is_https = |server: &&Server| server.default.to_ascii_lowercase().starts_with("https:");
    let is_plain = api.first_server().is_some_and(|first| !is_https(&first));
    let elsewhere = (is_plain && api.servers.iter().any(|server| is_https(&server)))
        .then(|| quote!(.https_elsewhere()));
    let without = (urls.is_empty() && !api.needs_base_url()).then(|| quote!(.without_base_url()));
    quote!(#own #elsewhere #without)
}

/// URLs with the defaults of their variables.
fn urls<'a>(cx: Cx<'a>, servers: &[ServerId]) -> Vec<&'a str> {
    let all = servers
        .iter()
        .map(|id| cx.api.server_at(*id).default.as_str());
    all.collect()
}

/// `.servers(&["https://upload.example.com"])`, where an operation has its own.
pub(super) fn of_route(cx: Cx<'_>, servers: &[ServerId]) -> Option<TokenStream> {
    let urls = urls(cx, servers);
    (!urls.is_empty()).then(|| quote!(.servers(&[#(#urls),*])))
}

/// Where an operation is called that has servers of its own.
pub(super) fn docs(cx: Cx<'_>, servers: &[ServerId]) -> Option<String> {
    let first = cx.api.server_at(*servers.first()?);
    let place = match first.is_relative() {
        true => format!(
            "the base URL's host, at {}",
            doc::code(&format!("{}/", first.url))
        ),
        false => doc::code(&first.default),
    };
    let choices = cx.api.server_choices();
    let more = match servers.iter().any(|id| choices.contains(id)) {
        true => "; the crate's `Server` says what else there is",
        false => "",
    };
    Some(format!("It has a server of its own: {place}{more}."))
}

/// `Client::at_server`.
pub(super) fn method(cx: Cx<'_>) -> Option<TokenStream> {
    is_choice(cx).then(|| {
        quote! {
            /// The same client with another server, for those operations that have it among theirs.
            pub fn at_server(&self, server: Server) -> Self {
                Self { core: self.core.at(server) }
            }
        }
    })
}

/// The type of servers.
pub(super) fn declaration(cx: Cx<'_>) -> Option<TokenStream> {
    let constructors = choices(cx)
        .into_iter()
        .map(|(server, name)| constructor(server, name));
    let variables = variables(cx);
    let setters = variables.iter().map(|names| setter(cx, names));
    let enums = variables.iter().map(|names| values(names));
    is_choice(cx).then(|| {
        quote! {
            /// A server of this API, for `Client::builder().server(...)` and [`Client::at_server`]: it is called by those
            /// operations that have it among theirs. A base URL replaces all servers.
            #[derive(Clone, Debug)]
            pub struct Server(ServerUrl);

            impl Server { #(#constructors)* #(#setters)* }

            impl From<Server> for ServerUrl {
                fn from(server: Server) -> Self { server.0 }
            }

            #(#enums)*
        }
    })
}

fn constructor(server: &Server, name: &str) -> TokenStream {
    let docs = Doc::theirs(&server.docs)
        .and(Doc::ours(&format!(
            "Called at {}.",
            doc::code(&server.default)
        )))
        .tokens();
    let (name, url) = (doc::ident(name), &server.url);
    let variables = server.variables.iter().map(|variable| {
        let (name, default) = (&variable.name, &variable.default);
        quote!((#name, #default))
    });
    quote!(#docs pub fn #name() -> Self { Self(ServerUrl::new(#url, &[#(#variables),*])) })
}

fn setter(cx: Cx<'_>, names: &VariableNames) -> TokenStream {
    let choices = choices(cx);
    let mut all = choices.iter().flat_map(|(server, _)| &server.variables);
    let docs = all.find(|variable| variable.name == names.wire && !variable.docs.is_empty());
    let docs = docs.map_or("", |variable| variable.docs.as_str());
    let takes = match names.values.is_empty() {
        true => "any text".to_owned(),
        false => format!("a [`{}`], or another text", names.ty),
    };
    let docs = Doc::theirs(docs)
        .and(Doc::ours(&format!(
            "Sets the variable {} of the URL: {takes}.",
            doc::code(&names.wire)
        )))
        .tokens();
    let (name, wire) = (doc::ident(&names.setter), &names.wire);
    quote! {
        #docs
        pub fn #name(self, value: impl AsRef<str>) -> Self { Self(self.0.with(#wire, value.as_ref())) }
    }
}

fn values(names: &VariableNames) -> Option<TokenStream> {
    if names.values.is_empty() {
        return None;
    }
    let ty = format_ident!("{}", names.ty);
    let docs = doc::ours(&format!(
        "The values that the document lists for {}.",
        doc::code(&names.wire)
    ));
    let all = names.values.iter().map(|(value, name)| {
        let (docs, name) = (doc::ours(&doc::code(value)), doc::ident(name));
        quote!(#docs #name,)
    });
    let texts = names.values.iter().map(|(value, name)| {
        let name = doc::ident(name);
        quote!(Self::#name => #value,)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ty { #(#all)* }

        impl AsRef<str> for #ty {
            fn as_ref(&self) -> &str {
                match self { #(#texts)* }
            }
        }
    })
}

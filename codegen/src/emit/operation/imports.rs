//! The `use` lines of `operations.rs` and its modules.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// What a file of operations may name of the runtime: types, and modules.
const RUNTIME: &[&str] = &[
    "Bytes", "Call", "CodeAt", "Encoding", "Failure", "Route", "Safety", "Style", "model", "pages",
];

/// What it may name of its own crate.
const OWN: &[&str] = &["Request", "types"];

/// What the file uses, and nothing else. `deep`: it is a module of `operations`.
pub(super) fn imports(items: &[TokenStream], deep: bool) -> TokenStream {
    let mut unused: Vec<&str> = RUNTIME.iter().chain(OWN).copied().collect();
    items
        .iter()
        .for_each(|tokens| strike(tokens.clone(), &mut unused));
    let named = |all: &'static [&str]| {
        let all = all.iter().filter(|name| !unused.contains(name));
        all.map(|name| format_ident!("{name}"))
    };
    let (runtime, own) = (named(RUNTIME), named(OWN));
    let root = match deep {
        true => quote!(super::super),
        false => quote!(super),
    };
    quote! {
        use #root::{Client, #(#own),*};
        use callsmith_runtime::{#(#runtime),*};
    }
}

/// Strikes out what `tokens` name: types that are not inside of a module, modules where `::` follows. What has been
/// struck out is not looked for any more.
fn strike(tokens: TokenStream, unused: &mut Vec<&str>) {
    let mut tokens = tokens.into_iter().peekable();
    // How many colons stand directly before.
    let mut colons = 0;
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Group(group) => strike(group.stream(), unused),
            TokenTree::Ident(ident) => {
                let known = unused.iter().position(|name| ident == *name);
                let named = known.filter(|i| is_named(unused[*i], colons, tokens.peek()));
                named.map(|i| unused.swap_remove(i));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        colons = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons + 1,
            _ => 0,
        };
    }
}

/// Whether `name` is the thing of that name: `types::Call` is another one than `Call`.
fn is_named(name: &str, colons_before: usize, next: Option<&TokenTree>) -> bool {
    match name.starts_with(|c: char| c.is_uppercase()) {
        true => colons_before < 2,
        false => matches!(next, Some(TokenTree::Punct(punct)) if is_path(punct)),
    }
}

/// The first half of `::`.
fn is_path(punct: &Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}

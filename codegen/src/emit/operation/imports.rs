//! The `use` lines of `operations.rs` and its modules.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// What the file uses, and nothing else. `deep`: it is a module of `operations`.
pub(super) fn imports(items: &[TokenStream], deep: bool) -> TokenStream {
    let is_used = |name: &&str| items.iter().any(|tokens| mentions(tokens.clone(), name));
    let runtime = [
        "Bytes", "Call", "CodeAt", "Encoding", "Failure", "Route", "Safety", "Style", "model",
        "pages",
    ]
    .into_iter()
    .filter(is_used);
    let runtime = runtime.map(|name| format_ident!("{name}"));
    let types = is_used(&"types").then(|| quote!(types));
    let request = is_used(&"Request").then(|| quote!(Request,));
    let root = if deep {
        quote!(super::super)
    } else {
        quote!(super)
    };
    quote! {
        use #root::{Client, #request #types};
        use callsmith_runtime::{#(#runtime),*};
    }
}

/// Whether `tokens` name something: types that are not inside of a module, modules where `::` follows.
fn mentions(tokens: TokenStream, name: &str) -> bool {
    let is_type = name.starts_with(|c: char| c.is_uppercase());
    let mut tokens = tokens.into_iter().peekable();
    // How many colons stand directly before.
    let mut colons = 0;
    while let Some(token) = tokens.next() {
        let found = match &token {
            TokenTree::Group(group) => mentions(group.stream(), name),
            TokenTree::Ident(ident) if ident == name => match is_type {
                // `types::Call` is another one.
                true => colons < 2,
                false => matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if is_path(punct)),
            },
            _ => false,
        };
        if found {
            return true;
        }
        colons = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons + 1,
            _ => 0,
        };
    }
    false
}

/// The first half of `::`.
fn is_path(punct: &Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}

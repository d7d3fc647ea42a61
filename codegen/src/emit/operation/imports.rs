//! The `use` lines of `operations.rs` and its modules.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// What the file uses, and nothing else. `deep`: it is a module of `operations`.
pub(super) fn imports(items: &[TokenStream], deep: bool) -> TokenStream {
    let is_used = |name: &&str| items.iter().any(|tokens| mentions(tokens.clone(), name));
    let runtime = [
        "Bytes",
        "Call",
        "CodeAt",
        "Encoding",
        "Failure",
        "Operation",
        "Route",
        "Safety",
        "Style",
        "model",
        "pages",
    ]
    .into_iter()
    .filter(is_used);
    let runtime = runtime.map(|name| format_ident!("{name}"));
    let types = is_used(&"types").then(|| quote!(types));
    let root = if deep {
        quote!(super::super)
    } else {
        quote!(super)
    };
    quote! {
        use #root::{Client, #types};
        use callsmith_runtime::{#(#runtime),*};
    }
}

/// Whether `tokens` name something: types anywhere, modules where `::` follows.
fn mentions(tokens: TokenStream, name: &str) -> bool {
    let is_type = name.starts_with(|c: char| c.is_uppercase());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => mentions(group.stream(), name),
            TokenTree::Ident(ident) => {
                let path = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint);
                (is_type || path) && ident == name
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

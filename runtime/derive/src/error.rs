//! A mistake in a declaration, at its place.

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// What is wrong and where.
pub(crate) struct Error {
    span: Span,
    message: String,
}

impl Error {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Error {
            span,
            message: message.into(),
        }
    }

    /// `::core::compile_error! { "message" }`, all of it at the place of the mistake.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let message = TokenTree::from(Literal::string(&self.message));
        let colon = |spacing| TokenTree::from(Punct::new(':', spacing));
        let ident = |name| TokenTree::from(Ident::new(name, self.span));
        let tokens = [
            colon(Spacing::Joint),
            colon(Spacing::Alone),
            ident("core"),
            colon(Spacing::Joint),
            colon(Spacing::Alone),
            ident("compile_error"),
            Punct::new('!', Spacing::Alone).into(),
            Group::new(Delimiter::Brace, at(message, self.span).into()).into(),
        ];
        tokens
            .into_iter()
            .map(|token| at(token, self.span))
            .collect()
    }
}

fn at(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}

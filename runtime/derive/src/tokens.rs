//! Tokens read from left to right.

use crate::attribute::{self, Item};
use crate::error::{Error, Result};
use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// The attributes in front of something.
#[derive(Default)]
pub(crate) struct Attributes {
    /// What the derive's own attributes say.
    pub(crate) items: Vec<Item>,
    /// What `check` says.
    pub(crate) rules: Vec<Item>,
    /// `doc` and `deprecated`, as text.
    pub(crate) docs: String,
    pub(crate) deprecated: String,
}

/// Tokens read from left to right.
pub(crate) struct Tokens {
    tokens: std::iter::Peekable<proc_macro::token_stream::IntoIter>,
    /// The place of the last token read.
    last: Span,
}

impl Tokens {
    pub(crate) fn new(stream: TokenStream) -> Self {
        Tokens {
            tokens: stream.into_iter().peekable(),
            last: Span::call_site(),
        }
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.next()?;
        self.last = token.span();
        Some(token)
    }

    pub(crate) fn is_empty(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    /// The place of the next token, or of the last one at the end.
    pub(crate) fn span(&mut self) -> Span {
        self.tokens.peek().map_or(self.last, TokenTree::span)
    }

    pub(crate) fn is_punct(&mut self, char: char) -> bool {
        matches!(self.tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == char)
    }

    pub(crate) fn punct(&mut self, char: char) -> Result<()> {
        if !self.is_punct(char) {
            return Err(Error::new(self.span(), format!("expected `{char}`")));
        }
        self.next();
        Ok(())
    }

    pub(crate) fn ident(&mut self, what: &str) -> Result<Ident> {
        match self.next() {
            Some(TokenTree::Ident(ident)) => Ok(ident),
            _ => Err(Error::new(self.last, format!("expected {what}"))),
        }
    }

    pub(crate) fn braces(&mut self) -> Result<TokenStream> {
        match self.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                Ok(group.stream())
            }
            _ => Err(Error::new(self.last, "expected `{`")),
        }
    }

    pub(crate) fn attributes(&mut self) -> Result<Attributes> {
        let mut attributes = Attributes::default();
        while self.is_punct('#') {
            self.next();
            if let Some(TokenTree::Group(group)) = self.next() {
                attributes.add(&group)?;
            }
        }
        Ok(attributes)
    }

    pub(crate) fn visibility(&mut self) -> String {
        if !matches!(self.tokens.peek(), Some(TokenTree::Ident(ident)) if ident.to_string() == "pub")
        {
            return String::new();
        }
        self.next();
        let parentheses = |token: &TokenTree| matches!(token, TokenTree::Group(g) if g.delimiter() == Delimiter::Parenthesis);
        match self.tokens.next_if(parentheses) {
            Some(scope) => format!("pub{scope}"),
            None => "pub".to_owned(),
        }
    }

    /// All tokens up to the next comma outside of angle brackets; reads the comma too.
    pub(crate) fn until_comma(&mut self) -> Vec<TokenTree> {
        let (mut tokens, mut depth, mut arrow) = (Vec::new(), 0, false);
        while let Some(token) = self.next() {
            let char = if let TokenTree::Punct(punct) = &token {
                punct.as_char()
            } else {
                ' '
            };
            match char {
                ',' if depth == 0 => break,
                '<' => depth += 1,
                // Not the one of `->`.
                '>' if !arrow => depth -= 1,
                _ => {}
            }
            arrow = char == '-';
            tokens.push(token);
        }
        tokens
    }
}

impl Attributes {
    /// Takes the content of one `#[...]`.
    fn add(&mut self, group: &Group) -> Result<()> {
        let mut tokens = group.stream().into_iter();
        let Some(TokenTree::Ident(name)) = tokens.next() else {
            return Ok(());
        };
        match name.to_string().as_str() {
            "doc" => self.docs.push_str(&format!("#{group}")),
            "deprecated" => self.deprecated = format!("#{group}"),
            "model" | "failure" | "success" => match tokens.next() {
                Some(TokenTree::Group(list)) => self.items.extend(attribute::parse(list.stream())?),
                _ => return Err(Error::new(name.span(), format!("expected `{name}(...)`"))),
            },
            "check" => match tokens.next() {
                Some(TokenTree::Group(list)) => self.rules.extend(attribute::parse(list.stream())?),
                _ => return Err(Error::new(name.span(), "expected `check(...)`")),
            },
            _ => {}
        }
        Ok(())
    }
}

//! The content of `#[model(...)]` and `#[failure(...)]`.

use crate::error::{Error, Result};
use proc_macro::{Span, TokenStream, TokenTree};

/// One of the things an attribute says.
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    /// `"text"`, as it is written, with quotes.
    Text(String),
    /// `200` or `-1`
    Integer(String),
    /// `1.5`
    Number(String),
    /// `word`
    Word(String),
    /// `word = tokens`, the tokens as text.
    Assigned(String, String),
    /// `word(item, ...)`
    List(String, Vec<Item>),
}

/// Splits the content of an attribute at its commas.
pub(crate) fn parse(stream: TokenStream) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while tokens.peek().is_some() {
        let comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let one: Vec<TokenTree> = tokens.by_ref().take_while(|token| !comma(token)).collect();
        items.push(item(&one)?);
    }
    Ok(items)
}

fn item(tokens: &[TokenTree]) -> Result<Item> {
    let Some(first) = tokens.first() else {
        return Err(Error::new(
            Span::call_site(),
            "an attribute has two commas in a row",
        ));
    };
    let kind = match tokens {
        [TokenTree::Literal(literal)] => literal_kind(&literal.to_string()),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            literal_kind(&format!("-{literal}"))
        }
        [TokenTree::Ident(word)] => Some(Kind::Word(word.to_string())),
        [TokenTree::Ident(word), TokenTree::Punct(equals), value @ ..]
            if equals.as_char() == '=' && !value.is_empty() =>
        {
            let value: TokenStream = value.iter().cloned().collect();
            Some(Kind::Assigned(word.to_string(), value.to_string()))
        }
        [TokenTree::Ident(word), TokenTree::Group(list)] => {
            Some(Kind::List(word.to_string(), parse(list.stream())?))
        }
        _ => None,
    };
    match kind {
        Some(kind) => Ok(Item {
            span: first.span(),
            kind,
        }),
        None => Err(Error::new(
            first.span(),
            "expected a text, an integer, `word`, `word = ...` or `word(...)`",
        )),
    }
}

fn literal_kind(literal: &str) -> Option<Kind> {
    if literal.ends_with('"') || literal.starts_with("r#") {
        return Some(Kind::Text(literal.to_owned()));
    }
    if literal.parse::<i64>().is_ok() {
        return Some(Kind::Integer(literal.to_owned()));
    }
    let number = literal.parse::<f64>().is_ok();
    number.then(|| Kind::Number(literal.to_owned()))
}

/// Items that are texts, as they are written.
pub(crate) fn texts(items: &[Item]) -> Result<Vec<String>> {
    let text = |item: &Item| match &item.kind {
        Kind::Text(text) => Ok(text.clone()),
        _ => Err(Error::new(item.span, "expected a text")),
    };
    items.iter().map(text).collect()
}

impl Item {
    /// The error for something that has no place here.
    pub(crate) fn unexpected(&self, expected: &str) -> Error {
        Error::new(
            self.span,
            format!("this has no meaning here; expected {expected}"),
        )
    }
}

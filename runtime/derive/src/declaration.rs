//! Tokens to a declaration: as much of Rust's grammar as generated types need.

use crate::attribute::{self, Item};
use crate::error::{Error, Result};
use crate::ty::Type;
use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// The item under a derive.
pub(crate) struct Declaration {
    pub(crate) name: Ident,
    /// The visibility as text, empty for a private item.
    pub(crate) visibility: String,
    /// What the derive's attributes say about the whole item.
    pub(crate) items: Vec<Item>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Struct(Vec<Field>),
    Tuple(Vec<Type>),
    Enum(Vec<Variant>),
}

/// A named field.
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) items: Vec<Item>,
    /// Its `doc` and `deprecated` attributes as text, for what is made from the field.
    pub(crate) docs: String,
    pub(crate) deprecated: String,
}

/// A variant of an enum.
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// What it holds; `None` for a unit variant.
    pub(crate) payload: Option<Type>,
    pub(crate) items: Vec<Item>,
}

impl Field {
    /// The Rust name without `r#`.
    pub(crate) fn plain_name(&self) -> String {
        let name = self.name.to_string();
        name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
    }
}

/// Reads a declaration.
pub(crate) fn parse(input: TokenStream) -> Result<Declaration> {
    let mut tokens = Tokens::new(input);
    let attributes = tokens.attributes()?;
    let visibility = tokens.visibility();
    let keyword = tokens.ident("`struct` or `enum`")?;
    let name = tokens.ident("a name")?;
    if tokens.is_punct('<') {
        return Err(Error::new(tokens.span(), "a derived type has no generic parameters"));
    }
    let body = match keyword.to_string().as_str() {
        "struct" => struct_body(&mut tokens)?,
        "enum" => Body::Enum(variants(tokens.braces()?)?),
        _ => return Err(Error::new(keyword.span(), "expected a struct or an enum")),
    };
    Ok(Declaration { name, visibility, items: attributes.items, body })
}

fn struct_body(tokens: &mut Tokens) -> Result<Body> {
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Ok(Body::Struct(fields(group.stream())?))
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            Ok(Body::Tuple(tuple_fields(group.stream())?))
        }
        _ => Err(Error::new(tokens.span(), "expected fields")),
    }
}

fn fields(stream: TokenStream) -> Result<Vec<Field>> {
    let mut tokens = Tokens::new(stream);
    let mut fields = Vec::new();
    while !tokens.is_empty() {
        let attributes = tokens.attributes()?;
        tokens.visibility();
        let name = tokens.ident("a field")?;
        tokens.punct(':')?;
        let ty = Type::new(tokens.until_comma(), name.span());
        let Attributes { items, docs, deprecated } = attributes;
        fields.push(Field { name, ty, items, docs, deprecated });
    }
    Ok(fields)
}

fn tuple_fields(stream: TokenStream) -> Result<Vec<Type>> {
    let mut tokens = Tokens::new(stream);
    let mut types = Vec::new();
    while !tokens.is_empty() {
        tokens.attributes()?;
        tokens.visibility();
        let span = tokens.span();
        types.push(Type::new(tokens.until_comma(), span));
    }
    Ok(types)
}

fn variants(stream: TokenStream) -> Result<Vec<Variant>> {
    let mut tokens = Tokens::new(stream);
    let mut variants = Vec::new();
    while !tokens.is_empty() {
        let attributes = tokens.attributes()?;
        let name = tokens.ident("a variant")?;
        let payload = match tokens.until_comma().into_iter().next() {
            None => None,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                Some(payload(&group)?)
            }
            Some(other) => return Err(Error::new(other.span(), "a variant holds nothing or one value: `Name(Type)`")),
        };
        variants.push(Variant { name, payload, items: attributes.items });
    }
    Ok(variants)
}

fn payload(group: &Group) -> Result<Type> {
    let mut types = tuple_fields(group.stream())?;
    match (types.pop(), types.is_empty()) {
        (Some(ty), true) => Ok(ty),
        _ => Err(Error::new(group.span(), "a variant holds nothing or one value: `Name(Type)`")),
    }
}

/// The attributes in front of something.
#[derive(Default)]
struct Attributes {
    items: Vec<Item>,
    docs: String,
    deprecated: String,
}

/// Tokens read from left to right.
struct Tokens {
    tokens: std::iter::Peekable<proc_macro::token_stream::IntoIter>,
    /// The place of the last token read.
    last: Span,
}

impl Tokens {
    fn new(stream: TokenStream) -> Self {
        Tokens { tokens: stream.into_iter().peekable(), last: Span::call_site() }
    }

    fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.next()?;
        self.last = token.span();
        Some(token)
    }

    fn is_empty(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    /// The place of the next token, or of the last one at the end.
    fn span(&mut self) -> Span {
        self.tokens.peek().map_or(self.last, TokenTree::span)
    }

    fn is_punct(&mut self, char: char) -> bool {
        matches!(self.tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == char)
    }

    fn punct(&mut self, char: char) -> Result<()> {
        if !self.is_punct(char) {
            return Err(Error::new(self.span(), format!("expected `{char}`")));
        }
        self.next();
        Ok(())
    }

    fn ident(&mut self, what: &str) -> Result<Ident> {
        match self.next() {
            Some(TokenTree::Ident(ident)) => Ok(ident),
            _ => Err(Error::new(self.last, format!("expected {what}"))),
        }
    }

    fn braces(&mut self) -> Result<TokenStream> {
        match self.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => Ok(group.stream()),
            _ => Err(Error::new(self.last, "expected `{`")),
        }
    }

    fn attributes(&mut self) -> Result<Attributes> {
        let mut attributes = Attributes::default();
        while self.is_punct('#') {
            self.next();
            if let Some(TokenTree::Group(group)) = self.next() {
                attributes.add(&group)?;
            }
        }
        Ok(attributes)
    }

    fn visibility(&mut self) -> String {
        if !matches!(self.tokens.peek(), Some(TokenTree::Ident(ident)) if ident.to_string() == "pub") {
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
    fn until_comma(&mut self) -> Vec<TokenTree> {
        let (mut tokens, mut depth, mut arrow) = (Vec::new(), 0, false);
        while let Some(token) = self.next() {
            let char = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
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
        let Some(TokenTree::Ident(name)) = tokens.next() else { return Ok(()) };
        match name.to_string().as_str() {
            "doc" => self.docs.push_str(&format!("#{group}")),
            "deprecated" => self.deprecated = format!("#{group}"),
            "model" | "failure" => match tokens.next() {
                Some(TokenTree::Group(list)) => self.items.extend(attribute::parse(list.stream())?),
                _ => return Err(Error::new(name.span(), format!("expected `{name}(...)`"))),
            },
            _ => {}
        }
        Ok(())
    }
}

//! Tokens to a declaration: as much of Rust's grammar as generated types need.

use crate::attribute::Item;
use crate::error::{Error, Result};
use crate::tokens::{Attributes, Tokens};
use crate::ty::Type;
use proc_macro::{Delimiter, Group, Ident, TokenStream, TokenTree};

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
    /// Fields without names, which no derive of ours takes.
    Tuple,
    Enum(Vec<Variant>),
}

/// A named field.
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) items: Vec<Item>,
    /// What is checked before a value is sent.
    pub(crate) rules: Vec<Item>,
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
        return Err(Error::new(
            tokens.span(),
            "a derived type has no generic parameters",
        ));
    }
    let body = match keyword.to_string().as_str() {
        "struct" => struct_body(&mut tokens)?,
        "enum" => Body::Enum(variants(tokens.braces()?)?),
        _ => return Err(Error::new(keyword.span(), "expected a struct or an enum")),
    };
    Ok(Declaration {
        name,
        visibility,
        items: attributes.items,
        body,
    })
}

fn struct_body(tokens: &mut Tokens) -> Result<Body> {
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Ok(Body::Struct(fields(group.stream())?))
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            Ok(Body::Tuple)
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
        let Attributes {
            items,
            rules,
            docs,
            deprecated,
        } = attributes;
        fields.push(Field {
            name,
            ty,
            items,
            rules,
            docs,
            deprecated,
        });
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
            Some(other) => {
                return Err(Error::new(
                    other.span(),
                    "a variant holds nothing or one value: `Name(Type)`",
                ));
            }
        };
        variants.push(Variant {
            name,
            payload,
            items: attributes.items,
        });
    }
    Ok(variants)
}

fn payload(group: &Group) -> Result<Type> {
    let mut types = tuple_fields(group.stream())?;
    match (types.pop(), types.is_empty()) {
        (Some(ty), true) => Ok(ty),
        _ => Err(Error::new(
            group.span(),
            "a variant holds nothing or one value: `Name(Type)`",
        )),
    }
}

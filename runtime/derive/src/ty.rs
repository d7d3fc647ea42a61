//! A type as it is written. The derive goes by the text: `Option<..>` is optional, however the path to it is written.

use proc_macro::{Delimiter, Span, TokenStream, TokenTree};

/// A type as it is written.
pub(crate) struct Type {
    tokens: Vec<TokenTree>,
    pub(crate) span: Span,
}

/// The last name of a type's path.
struct Head {
    name: String,
    /// Where its `<` stands, if it has arguments.
    arguments: Option<usize>,
}

impl Type {
    pub(crate) fn new(tokens: Vec<TokenTree>, span: Span) -> Self {
        match tokens.as_slice() {
            // A type that a macro_rules has captured comes in an invisible group.
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                Type::new(group.stream().into_iter().collect(), span)
            }
            _ => Type { tokens, span },
        }
    }

    pub(crate) fn text(&self) -> String {
        self.tokens
            .iter()
            .cloned()
            .collect::<TokenStream>()
            .to_string()
    }

    /// The name of the type without path and arguments, empty if it has none (a tuple, a reference).
    pub(crate) fn name(&self) -> String {
        self.head().map(|head| head.name).unwrap_or_default()
    }

    /// The arguments, if this is `name<..>`.
    pub(crate) fn arguments(&self, name: &str) -> Option<Vec<Type>> {
        let head = self.head().filter(|head| head.name == name)?;
        let inner = &self.tokens[head.arguments? + 1..self.tokens.len() - 1];
        Some(
            split(inner)
                .into_iter()
                .map(|tokens| Type::new(tokens, self.span))
                .collect(),
        )
    }

    /// The only argument, if this is `name<T>`.
    pub(crate) fn argument(&self, name: &str) -> Option<Type> {
        let mut arguments = self.arguments(name)?;
        if arguments.len() == 1 {
            arguments.pop()
        } else {
            None
        }
    }

    /// Whether a value of this type is simply copied, so that `impl Into<..>` would only be in the way of literals.
    pub(crate) fn is_scalar(&self) -> bool {
        const SCALARS: &[&str] = &[
            "bool", "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "f32", "f64",
        ];
        self.head()
            .is_some_and(|head| head.arguments.is_none() && SCALARS.contains(&head.name.as_str()))
    }

    /// Reads `a::b::Name` and `a::b::Name<..>`.
    fn head(&self) -> Option<Head> {
        let mut name = None;
        for (index, token) in self.tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(ident) => name = Some(ident.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == ':' => {}
                TokenTree::Punct(punct) if punct.as_char() == '<' => {
                    return Some(Head {
                        name: name?,
                        arguments: Some(index),
                    });
                }
                _ => return None,
            }
        }
        Some(Head {
            name: name?,
            arguments: None,
        })
    }
}

/// Splits generic arguments at their outermost commas.
fn split(tokens: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    let (mut parts, mut depth) = (vec![Vec::new()], 0);
    for token in tokens {
        let char = if let TokenTree::Punct(punct) = token {
            punct.as_char()
        } else {
            ' '
        };
        match char {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if char != ',' || depth > 0 => part.push(token.clone()),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

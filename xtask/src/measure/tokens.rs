//! How much code there is, in a measure that layout does not change.

use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The tokens of a file without its documentation; a pair of brackets counts as two.
pub(crate) fn tokens(text: &str) -> usize {
    TokenStream::from_str(text).map_or(0, count)
}

fn count(stream: TokenStream) -> usize {
    let mut total = 0;
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let hash = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '#');
        if hash && trees.peek().is_some_and(is_docs) {
            trees.next();
            continue;
        }
        // `#![doc = ...]` has a mark between.
        total += match tree {
            TokenTree::Group(group) if is_doc_body(&group.stream()) => 0,
            TokenTree::Group(group) => {
                let brackets = if group.delimiter() == Delimiter::None {
                    0
                } else {
                    2
                };
                brackets + count(group.stream())
            }
            _ => 1,
        };
    }
    total
}

fn is_docs(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && is_doc_body(&group.stream()))
}

/// `doc = "..."`
fn is_doc_body(stream: &TokenStream) -> bool {
    let mut trees = stream.clone().into_iter();
    let doc = matches!(trees.next(), Some(TokenTree::Ident(name)) if name == "doc");
    doc && matches!(trees.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn documentation_does_not_count() {
        assert_eq!(tokens("struct A;"), 3);
        assert_eq!(tokens("/// About A.\n/// More.\nstruct A;"), 3);
        assert_eq!(tokens("#[derive(Clone)] struct A { a: u8 }"), 14);
        assert_eq!(tokens("fn f("), 0);
    }
}

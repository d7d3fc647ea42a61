//! A program that uses every method of a generated client, whoever generated it: each is called with arguments that
//! nobody has, behind a function that is never called, so that the compiler must make code for all of it.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::generate::sources;
use super::tools::Row;

/// A method of a client.
#[derive(Debug, PartialEq)]
pub(super) struct Method {
    name: String,
    /// The expression for each argument; `None` where its type says too little.
    arguments: Option<Vec<String>>,
}

/// The program, and how many methods it uses.
pub(super) fn all(out: &Path, row: &Row, library: &str) -> (String, usize) {
    let files = sources(&out.join("src"));
    let of_client = files.iter().filter(|path| {
        let relative = path.strip_prefix(out).unwrap_or(path);
        relative.to_string_lossy().starts_with(row.client)
    });
    let texts: Vec<String> = of_client
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    let methods = texts.iter().flat_map(|text| methods(text, row.is_async));
    let calls: Vec<String> = methods.filter_map(|method| method.call()).collect();
    let client = client(out, library);
    let mut text = format!(
        "{PRELUDE}\nfn main() {{\n    let calls: Vec<fn(&'static {client}) -> Held> = vec![\n"
    );
    for call in &calls {
        let _ = writeln!(text, "        |client| hold(client.{call}),");
    }
    text += "    ];\n    std::hint::black_box(calls);\n}\n";
    (text, calls.len())
}

const PRELUDE: &str = "\
#![allow(deprecated, unreachable_code)]
use std::future::{Future, IntoFuture};
use std::pin::Pin;

type Held = Pin<Box<dyn Future<Output = ()>>>;

fn any<T>() -> T {
    std::hint::black_box(None).expect(\"this is never called\")
}

fn hold<F: IntoFuture + 'static>(call: F) -> Held {
    Box::pin(async move {
        std::hint::black_box(call.await);
    })
}
";

/// The client's type; all of them have it at the root.
fn client(out: &Path, library: &str) -> String {
    let files = sources(&out.join("src"));
    let texts = files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    let mut names = texts.filter_map(|text| {
        let rest = text
            .lines()
            .filter_map(|line| line.strip_prefix("pub struct "));
        let mut names = rest.filter_map(|rest| rest.split([' ', '{', '<', '(', ';']).next());
        let is_client = |name: &&str| name.ends_with("Client") && !name.is_empty();
        names.find(is_client).map(str::to_owned)
    });
    let name = names.next().unwrap_or_else(|| "Client".to_owned());
    format!("{library}::{name}")
}

impl Method {
    /// `name(any(), any())`
    fn call(&self) -> Option<String> {
        let arguments = self.arguments.as_ref()?;
        Some(format!("{}({})", self.name, arguments.join(", ")))
    }
}

/// The public methods in a file, which take `&self`: `async` ones, or those that are not.
pub(super) fn methods(text: &str, is_async: bool) -> Vec<Method> {
    let Ok(stream) = TokenStream::from_str(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    walk(stream, is_async, &mut found);
    found
}

fn walk(stream: TokenStream, is_async: bool, found: &mut Vec<Method>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    for (i, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                walk(group.stream(), is_async, found);
            }
            TokenTree::Ident(word) if word == "fn" => found.extend(method(&trees, i, is_async)),
            _ => {}
        }
    }
}

/// The method whose `fn` stands at `i`.
fn method(trees: &[TokenTree], i: usize, is_async: bool) -> Option<Method> {
    let word = |at: Option<usize>, word: &str| {
        at.and_then(|at| trees.get(at))
            .is_some_and(|tree| tree.to_string() == word)
    };
    let before = i.checked_sub(1);
    let is_public = match is_async {
        true => word(before, "async") && word(i.checked_sub(2), "pub"),
        false => word(before, "pub"),
    };
    let name = trees.get(i + 1)?.to_string();
    let rest = &trees[i + 2..];
    let arguments = rest.iter().position(|tree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis))?;
    let generics: String = rest[..arguments].iter().map(ToString::to_string).collect();
    let TokenTree::Group(group) = &rest[arguments] else {
        return None;
    };
    let mut all = split(group);
    let takes_self = all
        .first()
        .is_some_and(|first| first.ends_with("self") && first.starts_with('&'));
    if !is_public || !takes_self {
        return None;
    }
    all.remove(0);
    let has_types = generics
        .split(',')
        .any(|one| !one.trim_matches(['<', '>', ' ']).is_empty() && !one.contains('\''));
    let arguments = all
        .iter()
        .map(|argument| expression(argument))
        .collect::<Option<Vec<String>>>();
    Some(Method {
        name,
        arguments: arguments.filter(|_| !has_types),
    })
}

/// What stands between the commas that separate arguments.
fn split(group: &Group) -> Vec<String> {
    let (mut all, mut open, mut depth) = (Vec::new(), String::new(), 0_i32);
    let mut arrow = false;
    for tree in group.stream() {
        let text = tree.to_string();
        match text.as_str() {
            "<" => depth += 1,
            ">" if !arrow => depth -= 1,
            "," if depth == 0 => {
                all.push(std::mem::take(&mut open));
                continue;
            }
            _ => {}
        }
        arrow = text == "-";
        if !matches!(text.as_str(), ">" | "<" | ":" | "'" | "&")
            && !open.is_empty()
            && !open.ends_with(['&', '\''])
        {
            open.push(' ');
        }
        open += &text;
    }
    all.extend((!open.trim().is_empty()).then_some(open));
    all
}

/// A value for an argument. Where any type of a kind will do, a text often does; else nothing is known.
fn expression(argument: &str) -> Option<String> {
    let (_, ty) = argument.split_once(':')?;
    let plain = ty.replace(' ', "");
    let is_text = plain.contains("<str") || plain.contains("<String");
    // A list of texts is none.
    let takes_text = is_text && !plain.contains("IntoIterator");
    match ty.contains("impl ") {
        false => Some("any()".to_owned()),
        true => takes_text.then(|| "any::<String>()".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_found_with_their_arguments() {
        let text = "impl Client {
            pub async fn list<'a>(&'a self, limit: Option<std::num::NonZeroU32>, map: &'a Map<A, B>) -> Result<X, E<()>> { inner() }
            pub async fn name(&self, id: impl AsRef<str>, f: impl Fn(A, B) -> C) -> () {}
            pub async fn raw<B: Into<Body>>(&self, body: B) {}
            pub async fn text(&self, id: impl AsRef<str>,) {}
            pub fn builder() -> Self {}
            async fn hidden(&self) {}
        }";
        let found = methods(text, true);
        let calls: Vec<Option<String>> = found.iter().map(Method::call).collect();
        let expected = [
            Some("list(any(), any())".to_owned()),
            None,
            None,
            Some("text(any::<String>())".to_owned()),
        ];
        assert_eq!(calls, expected);
        let ours = methods(
            "impl Client { pub fn get_call(&self, id: impl Into<String>) -> GetCall {} fn x(&self) {} }",
            false,
        );
        assert_eq!(ours[0].call().as_deref(), Some("get_call(any::<String>())"));
        assert_eq!(ours.len(), 1);
    }
}

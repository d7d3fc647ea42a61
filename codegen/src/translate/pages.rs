//! Lists that come page by page, as an overlay describes them: `x-callsmith-pages`.

use super::response::BAD_EXTENSION;
use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::{By, PageParam, Paged, Pages};
use crate::source::Pointer;
use serde_json::{Map, Value as Json};

const NAME: &str = "x-callsmith-pages";

/// The keys that say what names a page; there is one of them.
const BY: [&str; 5] = ["page", "offset", "cursor", "url", "link"];

type Object = Map<String, Json>;

impl Translation<'_> {
    /// Whether the document as a whole accepts what is plain.
    pub(super) fn accepts_plain_pages(&mut self) -> bool {
        let Some(said) = self.resolver.api.extensions.get(NAME) else {
            return false;
        };
        let accepts = said == "inferred";
        if !accepts {
            self.bad_pages(
                &Pointer::root(),
                "for the document as a whole it is `inferred`",
            );
        }
        accepts
    }

    /// What is said of one operation.
    pub(super) fn paged(&mut self, extensions: &Extensions, at: &Pointer) -> Paged {
        match extensions.get(NAME) {
            None if self.plain_pages => Paged::IfPlain,
            None => Paged::Unsaid,
            Some(Json::Bool(true)) => Paged::Plain,
            Some(Json::Bool(false)) => Paged::Never,
            Some(said) => match described(said) {
                Ok(pages) => Paged::Confirmed(pages),
                Err(fault) => {
                    self.bad_pages(at, &fault);
                    Paged::Never
                }
            },
        }
    }

    fn bad_pages(&mut self, at: &Pointer, fault: &str) {
        let message = format!("`{NAME}`: {fault}; it is ignored");
        let warning = Diagnostic::warning(BAD_EXTENSION, at.join(NAME), message);
        self.warn(warning.help("the README lists what it takes"));
    }
}

fn described(said: &Json) -> Result<Pages, String> {
    let object = said
        .as_object()
        .ok_or("it is `true`, `false` or an object")?;
    let optional = ["items", "more", "total", "last"];
    only(object, &[&BY[..], &optional].concat())?;
    let mut pages = Pages::by(by(object)?);
    pages.items = pointer(object, "items")?;
    pages.more = pointer(object, "more")?;
    pages.total = pointer(object, "total")?;
    pages.last = pointer(object, "last")?;
    let (is_page, is_offset) = match &pages.by {
        By::Page(..) => (true, false),
        By::Offset(_) => (false, true),
        _ => (false, false),
    };
    if pages.last.is_some() && !is_page {
        return Err("`last` goes with `page` only".to_owned());
    }
    if pages.total.is_some() && !is_page && !is_offset {
        return Err("`total` goes with `page` and `offset` only".to_owned());
    }
    let counts = is_page || is_offset || matches!(pages.by, By::Item(..));
    match pages.items.is_none() && counts {
        true => Err("it needs `items`, the place of the list".to_owned()),
        false => Ok(pages),
    }
}

fn by(object: &Object) -> Result<By, String> {
    let said: Vec<&str> = BY
        .into_iter()
        .filter(|key| object.contains_key(*key))
        .collect();
    let [key] = said.as_slice() else {
        return Err(format!("it has one of `{}`", BY.join("`, `")));
    };
    match (*key, &object[*key]) {
        ("link", Json::Bool(true)) => Ok(By::Link),
        ("link", _) => Err("`link` is `true`".to_owned()),
        ("url", _) => Ok(By::Url(pointer(object, "url")?.unwrap_or_default())),
        (key, Json::Object(parts)) => by_parameter(key, parts),
        (key, _) => Err(format!("`{key}` is an object with `param`")),
    }
}

fn by_parameter(key: &str, parts: &Object) -> Result<By, String> {
    let further: &[&str] = match key {
        "page" => &["first"],
        "cursor" => &["next", "item"],
        _ => &[],
    };
    only(parts, &[&["param", "in"], further].concat())?;
    let param = param(parts)?;
    match key {
        "page" => {
            let first = parts.get("first").map_or(Some(1), Json::as_u64);
            let first = first.ok_or("`first` is the number of the first page")?;
            Ok(By::Page(param, first))
        }
        "offset" => Ok(By::Offset(param)),
        _ => match (pointer(parts, "next")?, pointer(parts, "item")?) {
            (Some(next), None) => Ok(By::Cursor(param, next)),
            (None, Some(item)) => Ok(By::Item(param, item)),
            _ => Err("`cursor` has `next` or `item`, a pointer".to_owned()),
        },
    }
}

fn param(parts: &Object) -> Result<PageParam, String> {
    let place = parts.get("in").map_or(Some("query"), Json::as_str);
    match place {
        Some("body") => pointer(parts, "param")?
            .filter(|at| !at.is_empty())
            .map(PageParam::Body)
            .ok_or_else(|| "`param` is a JSON pointer into the body".to_owned()),
        Some("query") => {
            let name = parts.get("param").and_then(Json::as_str);
            let name = name.ok_or("`param` is the name of a parameter")?;
            Ok(PageParam::Query(name.to_owned()))
        }
        _ => Err("`in` is `query` or `body`".to_owned()),
    }
}

fn pointer(object: &Object, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None => Ok(None),
        Some(Json::String(text)) if text.is_empty() || text.starts_with('/') => {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(format!("`{key}` is a JSON pointer")),
    }
}

fn only(object: &Object, keys: &[&str]) -> Result<(), String> {
    let strange = object.keys().find(|key| !keys.contains(&key.as_str()));
    strange.map_or(Ok(()), |key| Err(format!("it has no part `{key}`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_no_description_is_refused_with_the_reason() {
        for (said, expected) in [
            (json!("yes"), "it is `true`, `false` or an object"),
            (
                json!({"items": ""}),
                "it has one of `page`, `offset`, `cursor`, `url`, `link`",
            ),
            (
                json!({"link": true, "url": "/next"}),
                "it has one of `page`, `offset`, `cursor`, `url`, `link`",
            ),
            (json!({"link": 1}), "`link` is `true`"),
            (json!({"link": true, "size": 1}), "it has no part `size`"),
            (json!({"url": "next"}), "`url` is a JSON pointer"),
            (json!({"page": "page"}), "`page` is an object with `param`"),
            (json!({"page": {}}), "`param` is the name of a parameter"),
            (
                json!({"page": {"param": "p"}}),
                "it needs `items`, the place of the list",
            ),
            (
                json!({"page": {"param": "p", "first": "1"}}),
                "`first` is the number of the first page",
            ),
            (
                json!({"page": {"param": "p", "next": "/n"}}),
                "it has no part `next`",
            ),
            (
                json!({"cursor": {"param": "c"}}),
                "`cursor` has `next` or `item`, a pointer",
            ),
            (
                json!({"cursor": {"param": "c", "in": "path", "next": "/n"}}),
                "`in` is `query` or `body`",
            ),
            (
                json!({"cursor": {"param": "c", "in": "body", "next": "/n"}}),
                "`param` is a JSON pointer",
            ),
            (
                json!({"cursor": {"param": "c", "item": "/id"}}),
                "it needs `items`, the place of the list",
            ),
            (
                json!({"cursor": {"param": "c", "next": "/n"}, "total": "/t"}),
                "`total` goes with `page` and `offset` only",
            ),
            (
                json!({"offset": {"param": "o"}, "items": "", "last": "/t"}),
                "`last` goes with `page` only",
            ),
        ] {
            assert_eq!(described(&said), Err(expected.to_owned()), "{said}");
        }
    }

    #[test]
    fn every_kind_is_read() {
        let by = |said: Json| described(&said).expect("pages").by;
        let query = || PageParam::Query("p".to_owned());
        assert_eq!(
            by(json!({"page": {"param": "p"}, "items": ""})),
            By::Page(query(), 1)
        );
        assert_eq!(
            by(json!({"offset": {"param": "p", "in": "query"}, "items": "/a"})),
            By::Offset(query())
        );
        let next = "/next".to_owned();
        assert_eq!(
            by(json!({"cursor": {"param": "p", "next": "/next"}})),
            By::Cursor(query(), next.clone())
        );
        assert_eq!(by(json!({"url": "/next", "more": "/more"})), By::Url(next));
        assert_eq!(by(json!({"link": true})), By::Link);
        let body = PageParam::Body("/after".to_owned());
        let said = json!({"cursor": {"param": "/after", "in": "body", "item": "/id"}, "items": ""});
        assert_eq!(by(said), By::Item(body, "/id".to_owned()));
    }
}

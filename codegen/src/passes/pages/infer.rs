//! What is plain: names that everybody uses, of the right type, on both sides, and one list.

use super::shape::{Kind, Part, kind, parts};
use super::words::{self, mentions, normal};
use crate::ir::{Api, By, Method, Operation, Own, PageParam, Pages, Param, Place, Safety, Type};

/// The pages of an operation, if its document says it plainly. Only of GET: what else only reads, an overlay says.
pub(super) fn pages(api: &Api, operation: &Operation) -> Option<Pages> {
    if operation.method != Method::Get || operation.safety != Safety::Safe {
        return None;
    }
    let Own::Json(answer) = &operation.success.own else {
        return None;
    };
    let answer = Answer {
        api,
        ty: answer,
        parts: parts(api, answer),
    };
    let items = answer.items()?;
    let by = by(api, operation, &answer, &items)?;
    let mut pages = Pages::by(by);
    pages.more = answer.one(words::MORE, Kind::Bool);
    if matches!(pages.by, By::Page(..) | By::Offset(_)) {
        pages.total = answer.one(words::TOTAL, Kind::Integer);
    }
    if matches!(pages.by, By::Page(..)) {
        pages.last = answer.one(words::LAST, Kind::Integer);
    }
    pages.items = Some(items);
    Some(pages)
}

/// The surest first.
fn by(api: &Api, operation: &Operation, answer: &Answer<'_>, items: &str) -> Option<By> {
    let params = Params { api, operation };
    let page = params.one(words::PAGE, Kind::Integer);
    let pages = [page, params.cursor().map(|(param, _)| param)];
    if has_link(api, operation) && pages.iter().any(Option::is_some) {
        return Some(By::Link);
    }
    let by_cursor = params.cursor().and_then(|(param, names)| {
        let next = answer.next(names)?;
        Some(By::Cursor(query(param), next))
    });
    let sure = by_cursor
        .or_else(|| after_item(&params, answer, items))
        .or_else(|| is_paged(&params, page).then(|| answer.address())?);
    match params.has_cursor() {
        // Numbers beside a cursor that leads nowhere: one of them may need the other.
        true => sure,
        false => sure
            .or_else(|| by_page(page?, answer))
            .or_else(|| by_offset(&params)),
    }
}

/// Whether a parameter has something to do with pages.
fn is_paged(params: &Params<'_>, page: Option<&Param>) -> bool {
    let offset = params.one(words::OFFSET, Kind::Integer);
    page.or(offset).is_some() || params.has_cursor()
}

fn by_page(param: &Param, answer: &Answer<'_>) -> Option<By> {
    if let Some(next) = answer.one(words::NEXT_PAGE, Kind::Integer) {
        return Some(By::Cursor(query(param), next));
    }
    // Some frameworks answer 404 after the last page: there the address is what ends the list.
    let address = |name| answer.root(name).filter(|part| part.kind == Kind::Text);
    if let (Some(next), Some(_)) = (address("next"), address("previous")) {
        return Some(By::Url(next.at.to_string()));
    }
    // A wrong guess would leave out a page in silence.
    let said = |words| mentions(&param.docs, words);
    let first = match (
        &param.default,
        said(words::FROM_ZERO),
        said(words::FROM_ONE),
    ) {
        (Some(default), _, _) => default.as_u64().filter(|first| *first <= 1)?,
        (None, true, false) => 0,
        (None, false, true) => 1,
        (None, _, _) => return None,
    };
    Some(By::Page(query(param), first))
}

fn by_offset(params: &Params<'_>) -> Option<By> {
    let offset = params.one(words::OFFSET, Kind::Integer)?;
    params.one(words::LIMIT, Kind::Integer)?;
    let from_zero = offset.default.as_ref().is_none_or(|first| first == 0);
    from_zero.then(|| By::Offset(query(offset)))
}

/// As Stripe's lists: a cursor is the `id` of an item, and the answer says whether there are more.
fn after_item(params: &Params<'_>, answer: &Answer<'_>, items: &str) -> Option<By> {
    let param = params.one(words::AFTER_ITEM, Kind::Text)?;
    answer.one(words::MORE, Kind::Bool)?;
    answer
        .items_have_id(items)
        .then(|| By::Item(query(param), "/id".to_owned()))
}

fn query(param: &Param) -> PageParam {
    PageParam::Query(param.wire.clone())
}

/// Whether the document lists the header.
fn has_link(api: &Api, operation: &Operation) -> bool {
    let headers = operation.success.headers.as_ref();
    let found = headers.and_then(|headers| api.as_struct(headers));
    found.is_some_and(|found| {
        found
            .fields
            .iter()
            .any(|field| field.wire.eq_ignore_ascii_case("link"))
    })
}

/// The query parameters.
struct Params<'a> {
    api: &'a Api,
    operation: &'a Operation,
}

impl<'a> Params<'a> {
    /// The one that has one of these names; none where there are several.
    fn one(&self, names: &[&str], wanted: Kind) -> Option<&'a Param> {
        let params = self.operation.params.iter();
        let mut found = params.filter(|param| {
            param.place == Place::Query
                && names.contains(&normal(&param.wire).as_str())
                && kind(self.api, &param.ty) == wanted
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether there is one that takes a cursor.
    fn has_cursor(&self) -> bool {
        let named = |name: &str| {
            words::CURSORS
                .iter()
                .any(|(names, _)| names.contains(&name))
        };
        let mut params = self.operation.params.iter();
        params.any(|param| param.place == Place::Query && named(&normal(&param.wire)))
    }

    /// The one that takes a cursor, and what the answer may call that.
    fn cursor(&self) -> Option<(&'a Param, &'static [&'static str])> {
        let rows = words::CURSORS.iter();
        let mut found = rows.filter_map(|(names, next)| {
            let text = self.one(names, Kind::Text);
            Some((text.or_else(|| self.one(names, Kind::Integer))?, *next))
        });
        found.next().filter(|_| found.next().is_none())
    }
}

/// What the answer has.
struct Answer<'a> {
    api: &'a Api,
    ty: &'a Type,
    parts: Vec<Part>,
}

impl Answer<'_> {
    /// The pointer to the one list: the answer itself, a property of it, or of an object in it.
    fn items(&self) -> Option<String> {
        if kind(self.api, self.ty) == Kind::List {
            return Some(String::new());
        }
        [1, 2].into_iter().find_map(|depth| {
            let lists = self.parts.iter();
            let lists: Vec<_> = lists
                .filter(|part| part.depth == depth && part.kind == Kind::List)
                .collect();
            match lists.as_slice() {
                [only] => Some(only.at.to_string()),
                several => {
                    let known = |part: &&&Part| words::ITEMS.contains(&part.name.as_str());
                    let mut known = several.iter().filter(known);
                    let first = known.next().filter(|_| known.next().is_none())?;
                    Some(first.at.to_string())
                }
            }
        })
    }

    /// The pointer to the one part of this kind that has one of these names, outside of lists.
    fn one(&self, names: &[&str], wanted: Kind) -> Option<String> {
        let parts = self.parts.iter();
        let mut found =
            parts.filter(|part| part.kind == wanted && names.contains(&part.name.as_str()));
        let first = found.next().filter(|_| found.next().is_none())?;
        Some(first.at.to_string())
    }

    /// The address of the next page.
    fn address(&self) -> Option<By> {
        let named = self.one(words::ADDRESSES, Kind::Text);
        named.or_else(|| self.linked()).map(By::Url)
    }

    /// `/links/next`
    fn linked(&self) -> Option<String> {
        let parts = self.parts.iter();
        let mut found =
            parts.filter(|part| part.name == "next" && part.kind == Kind::Text && part.is_linked());
        Some(found.next()?.at.to_string()).filter(|_| found.next().is_none())
    }

    /// The pointer to the cursor of the next page: the likeliest name that is there once.
    fn next(&self, names: &[&str]) -> Option<String> {
        let linked = self.linked();
        let one = |name: &str, kind| {
            self.one(&[name], kind)
                .filter(|at| Some(at) != linked.as_ref())
        };
        let mut names = names.iter();
        names.find_map(|name| one(name, Kind::Text).or_else(|| one(name, Kind::Integer)))
    }

    /// A property of the answer itself.
    fn root(&self, name: &str) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts.find(|part| part.depth == 1 && part.name == name)
    }

    fn items_have_id(&self, items: &str) -> bool {
        let crate::ir::At::Value(way) = self.api.at(self.ty, items) else {
            return false;
        };
        let Type::List(item) = way.ty else {
            return false;
        };
        let found = self.api.as_struct(&item);
        found.is_some_and(|found| {
            found
                .fields
                .iter()
                .any(|field| field.wire == "id" && field.required)
        })
    }
}

//! Lists that come page by page: what a document plainly says, what an overlay confirms, and whether it holds.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Api, At, By, Operation, Own, PageParam, Paged, Pages, Payload, Place, Safety, Type,
};
use crate::source::Pointer;

mod infer;
mod shape;
mod words;

/// An overlay asks for pages of an operation that cannot have any.
const PAGES_IGNORED: &str = "pages-ignored";

/// `x-callsmith-pages` points at what the answer does not have.
const NOT_THERE: &str = "pages-not-in-schema";

/// Settles every operation: afterwards its pages are inferred, confirmed, or none.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let settled: Vec<Paged> = (api.operations.iter())
        .map(|operation| settled(api, operation, diagnostics))
        .collect();
    for (operation, paged) in api.operations.iter_mut().zip(settled) {
        operation.paged = paged;
    }
}

fn settled(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) -> Paged {
    let confirmed = |pages: Option<Pages>| pages.map_or(Paged::Unsaid, Paged::Confirmed);
    match &operation.paged {
        Paged::Never => Paged::Never,
        Paged::Unsaid | Paged::Inferred(_) => {
            infer::pages(api, operation).map_or(Paged::Unsaid, Paged::Inferred)
        }
        Paged::IfPlain => confirmed(infer::pages(api, operation)),
        Paged::Plain => {
            let found = infer::pages(api, operation);
            if found.is_none() {
                let message = "it is not plain how this operation gives its pages";
                diagnostics.push(ignored(operation, message));
            }
            confirmed(found)
        }
        Paged::Confirmed(pages) => match fault(operation, pages) {
            Some(fault) => {
                diagnostics.push(ignored(operation, &fault));
                Paged::Unsaid
            }
            None => {
                look(api, operation, pages, diagnostics);
                Paged::Confirmed(pages.clone())
            }
        },
    }
}

fn ignored(operation: &Operation, message: &str) -> Diagnostic {
    let message = format!("{message}; it is not read page by page");
    Diagnostic::warning(PAGES_IGNORED, place(operation), message)
        .help("describe the pages with `x-callsmith-pages`; the README says how")
}

fn place(operation: &Operation) -> Pointer {
    operation.at.join("x-callsmith-pages")
}

/// Why the operation cannot be read so.
fn fault(operation: &Operation, pages: &Pages) -> Option<String> {
    if operation.safety != Safety::Safe {
        let advice = "say `x-callsmith-safety: safe` if it only reads";
        return Some(format!("this operation does more than read ({advice})"));
    }
    if !matches!(operation.success.own, Own::Json(_)) {
        return Some("the answer of this operation is not JSON of one type".to_owned());
    }
    match pages.param()? {
        PageParam::Query(name) => {
            let mut params = operation.params.iter();
            let found = params.any(|param| param.place == Place::Query && param.wire == *name);
            (!found).then(|| format!("this operation has no query parameter `{name}`"))
        }
        PageParam::Body(_) => {
            let body = operation.body.as_ref();
            let is_json = body.is_some_and(|body| matches!(body.payload, Payload::Json(_)));
            (!is_json).then(|| "this operation has no JSON body".to_owned())
        }
    }
}

/// Warns of pointers to what is not described.
fn look(api: &Api, operation: &Operation, pages: &Pages, diagnostics: &mut Diagnostics) {
    let Own::Json(answer) = &operation.success.own else {
        return;
    };
    let next = match &pages.by {
        By::Cursor(_, at) | By::Url(at) => Some(at),
        _ => None,
    };
    let scalars = [
        next,
        pages.more.as_ref(),
        pages.total.as_ref(),
        pages.last.as_ref(),
    ];
    let mut lacking: Vec<&String> = scalars
        .into_iter()
        .flatten()
        .filter(|at| {
            lacks(api, answer, at, |ty| {
                !matches!(ty, Type::List(_) | Type::Map(_))
            })
        })
        .collect();
    let lists = pages.items.iter();
    lacking.extend(lists.filter(|at| {
        lacks(api, answer, at, |ty| {
            matches!(ty, Type::List(_) | Type::Json)
        })
    }));
    for at in lacking {
        let message = format!("the answer has nothing at `{at}` that belongs there");
        let help = "has the document changed? mend `x-callsmith-pages`";
        diagnostics.push(Diagnostic::warning(NOT_THERE, place(operation), message).help(help));
    }
}

fn lacks(api: &Api, answer: &Type, at: &str, fits: impl Fn(&Type) -> bool) -> bool {
    match api.at(answer, at) {
        At::Nothing => true,
        At::Unknown => false,
        At::Value(way) => !fits(&way.ty),
    }
}

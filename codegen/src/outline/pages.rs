//! How a list is read page by page, in a line.

use super::line;
use crate::ir::{By, Operation, PageParam, Paged, Pages};

/// `cursor page_token from /next_page_token, items at /calls (inferred, not confirmed)`
pub(crate) fn pages(operation: &Operation) -> Option<String> {
    let (pages, inferred) = match &operation.paged {
        Paged::Inferred(pages) => (pages, " (inferred, not confirmed)"),
        Paged::Confirmed(pages) => (pages, ""),
        Paged::Unsaid | Paged::Never | Paged::IfPlain | Paged::Plain => return None,
    };
    let further = [
        ("items at", &pages.items),
        ("more if", &pages.more),
        ("total at", &pages.total),
        ("number of pages at", &pages.last),
    ];
    let further = further
        .into_iter()
        .filter_map(|(word, at)| at.as_ref().map(|at| format!(", {word} {}", shown(at))));
    let further: String = further.collect();
    Some(format!("{}{further}{inferred}", by(pages)))
}

fn by(pages: &Pages) -> String {
    match &pages.by {
        By::Page(param, first) => format!("number {} from {first}", sent(param)),
        By::Offset(param) => format!("offset {}", sent(param)),
        By::Cursor(param, next) => format!("cursor {} from {}", sent(param), shown(next)),
        By::Item(param, item) => {
            format!(
                "cursor {} from {} of the last item",
                sent(param),
                shown(item)
            )
        }
        By::Url(at) => format!("address at {}", shown(at)),
        By::Link => "header Link".to_owned(),
    }
}

fn sent(param: &PageParam) -> String {
    match param {
        PageParam::Query(name) => line(name),
        PageParam::Body(at) => format!("{} of the body", line(at)),
    }
}

/// The empty pointer is the answer itself.
fn shown(at: &str) -> String {
    match at {
        "" => "the answer itself".to_owned(),
        at => line(at),
    }
}

//! Codes of failures: whether the document still has them where an overlay says.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, CodeAt, Failure, Operation, Type};
use crate::source::Pointer;

/// `x-callsmith-error-code` points at what no failure's schema has.
const NOT_THERE: &str = "code-not-in-schema";

/// Warns where no failure that an extension speaks of has a code at its place.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let operations = || api.operations.iter();
    let mut found = Vec::new();
    for failure in operations().flat_map(|operation| &operation.failures) {
        found.push((&failure.error_code, failure.at.clone(), vec![failure]));
    }
    for operation in operations() {
        found.push((
            &operation.error_code,
            operation.at.clone(),
            unsaid(operation),
        ));
    }
    let rest = operations().filter(|operation| operation.error_code.is_none());
    found.push((
        &api.error_code,
        Pointer::root(),
        rest.flat_map(unsaid).collect(),
    ));
    for (code, at, failures) in found {
        if let Some(CodeAt::At(place)) = code
            && is_nowhere(api, place, &failures)
        {
            let message = format!("no failure has a code at `{place}`");
            let help = "has the document changed? mend `x-callsmith-error-code`";
            let at = at.join("x-callsmith-error-code");
            diagnostics.push(Diagnostic::warning(NOT_THERE, at, message).help(help));
        }
    }
}

/// The failures that say nothing of their own.
fn unsaid(operation: &Operation) -> Vec<&Failure> {
    let failures = operation.failures.iter();
    failures
        .filter(|failure| failure.error_code.is_none())
        .collect()
}

/// Whether it is certain of all of them, and there is at least one.
fn is_nowhere(api: &Api, place: &str, failures: &[&Failure]) -> bool {
    let typed = failures
        .iter()
        .filter_map(|failure| failure.payload.ty())
        .collect::<Vec<_>>();
    !typed.is_empty() && typed.iter().all(|ty| lacks(api, place, ty))
}

/// Whether values of the type have nothing at `place`. What is neither struct nor list says nothing of what is in it.
fn lacks(api: &Api, place: &str, ty: &Type) -> bool {
    let mut ty = ty.clone();
    for token in place.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let (plain, _) = ty.without_null();
        if let Some(found) = api.as_struct(&plain) {
            match found.fields.iter().find(|field| field.wire == token) {
                Some(field) => ty = field.ty.clone(),
                None => return true,
            }
        } else if let Type::List(inner) = api.resolved(&plain) {
            ty = (**inner).clone();
        } else {
            return false;
        }
    }
    let (plain, _) = ty.without_null();
    // A code is a text or a number.
    api.as_struct(&plain).is_some() || matches!(api.resolved(&plain), Type::List(_) | Type::Map(_))
}

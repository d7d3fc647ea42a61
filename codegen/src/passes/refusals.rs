//! Refusals inside successes: whether the document still has what they are told by.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, EnumWire, Type, TypeKind, When};

/// `x-callsmith-failure` looks for something that the answer's schema does not have.
const DRIFTED: &str = "failure-not-in-schema";

/// Warns where a refusal could never be told: then refused calls would pass for placed ones.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let failures = api
        .operations
        .iter()
        .flat_map(|operation| &operation.failures);
    for failure in failures {
        let (Some(when), Some(ty)) = (&failure.when, failure.payload.ty()) else {
            continue;
        };
        if let Some(message) = fault(api, when, ty) {
            let at = failure.at.join("x-callsmith-failure");
            let help = "has the document changed? mend `x-callsmith-failure`";
            diagnostics.push(Diagnostic::warning(DRIFTED, at, message).help(help));
        }
    }
}

fn fault(api: &Api, when: &When, ty: &Type) -> Option<String> {
    let mut ty = ty.clone();
    for token in when.at.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        // What is no struct says nothing of its keys.
        let (plain, _) = ty.without_null();
        let found = api.as_struct(&plain)?;
        match found.fields.iter().find(|field| field.wire == token) {
            Some(field) => ty = field.ty.clone(),
            None => {
                return Some(format!(
                    "the answer has no property `{token}`, so nothing tells a refusal"
                ));
            }
        }
    }
    let (ty, _) = ty.without_null();
    let id = api.resolved(&ty).named()?;
    let TypeKind::Enum(found) = &api.type_def(id).kind else {
        return None;
    };
    let is = when.is.as_ref()?;
    let known = found
        .values
        .iter()
        .any(|value| value.wire == EnumWire::Text(is.clone()));
    (!known).then(|| {
        format!(
            "`{is}` is none of the values at `{}`, so nothing tells a refusal",
            when.at
        )
    })
}

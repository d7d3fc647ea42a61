//! What a caller can name: types and what is in them, operations and theirs, credentials, events.

use super::Item;
use crate::emit::{Cx, Place, rust_field, rust_type, told};
use crate::ir::{Field, Operation, Payload, Rule, Type, TypeDef, TypeKind};
use crate::name::{OperationNames, TypeNames};
use crate::source::Pointer;

/// All of them, with places of the document as it is now.
pub(super) fn items(cx: Cx<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (def, names) in cx.api.types.iter().zip(&cx.names.types) {
        of_type(cx, def, names, &mut items);
    }
    for (operation, names) in cx.api.operations.iter().zip(&cx.names.operations) {
        of_operation(cx, operation, names, &mut items);
    }
    for (scheme, name) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        let path = format!("Auth::{}", plain(name));
        items.push(item(
            path,
            "a credential".to_owned(),
            &scheme.at,
            Vec::new(),
        ));
    }
    if let Some(events) = &cx.api.events {
        let rows = events.brought_by.iter().zip(&cx.names.events.members);
        for (brought_by, name) in rows {
            let path = format!("events::{}::{name}", cx.names.events.name);
            let at = &cx.api.webhooks[brought_by[0].0].at;
            items.push(item(path, "an event".to_owned(), at, Vec::new()));
        }
    }
    items
}

/// As callers write it.
fn ty(cx: Cx<'_>, found: &Type) -> String {
    format!("`{}`", rust_type(cx, found, Place::Elsewhere))
}

fn of_type(cx: Cx<'_>, def: &TypeDef, names: &TypeNames, items: &mut Vec<Item>) {
    let path = format!("types::{}", names.name);
    let what = match &def.kind {
        TypeKind::Struct(_) => "a struct".to_owned(),
        TypeKind::Enum(_) => "an enum".to_owned(),
        TypeKind::Union(_) => "a union".to_owned(),
        TypeKind::Tuple(_) => "a tuple".to_owned(),
        TypeKind::Alias(target) => format!("another name for {}", ty(cx, target)),
    };
    items.push(item(path.clone(), what, &def.at, Vec::new()));
    for former in &names.was {
        let what = format!(
            "a deprecated alias of `{path}`, which stood at `{}`",
            former.place
        );
        let facts = vec!["it stays until `cargo xtask names prune`".to_owned()];
        items.push(item(
            format!("types::{}", former.name),
            what,
            &def.at,
            facts,
        ));
    }
    match &def.kind {
        TypeKind::Struct(found) => {
            for (field, name) in found.fields.iter().zip(&names.members) {
                items.push(of_field(cx, field, &path, name));
            }
            if let (Some(rest), Some(name)) = (&found.rest, &names.rest) {
                let what = format!("the further entries of `{path}`: {}", ty(cx, &rest.ty));
                let facts = checked(&rest.rules);
                items.push(item(inside(&path, name), what, &rest.at, facts));
            }
        }
        TypeKind::Enum(found) => {
            for (i, (value, name)) in found.values.iter().zip(&names.members).enumerate() {
                let what = format!("a value of `{path}`: `{}`", value.wire);
                let at = def.at.join("enum").index(i);
                items.push(item(inside(&path, name), what, &at, Vec::new()));
            }
        }
        TypeKind::Union(found) => {
            for (variant, name) in found.variants.iter().zip(&names.members) {
                let what = format!("an alternative of `{path}`: {}", ty(cx, &variant.ty));
                let at = variant
                    .ty
                    .named()
                    .map_or(&def.at, |id| &cx.api.type_def(id).at);
                items.push(item(inside(&path, name), what, at, Vec::new()));
            }
        }
        TypeKind::Tuple(_) | TypeKind::Alias(_) => {}
    }
}

fn of_field(cx: Cx<'_>, field: &Field, path: &str, name: &str) -> Item {
    let what = format!(
        "a field of `{path}`: `{}`, `{}` on the wire",
        rust_field(cx, field),
        field.wire
    );
    let mut facts = Vec::new();
    let is_nullable = matches!(field.ty, Type::Nullable(_));
    facts.extend(is_nullable.then(|| "null is a value of it".to_owned()));
    facts.extend(
        field
            .default
            .as_ref()
            .map(|found| format!("the server takes `{found}` where it is left out")),
    );
    facts.extend(
        field
            .fixed
            .as_ref()
            .map(|found| format!("it is always `{found}`")),
    );
    facts.extend(
        field
            .tag
            .then(|| "a union tells its variants apart by it".to_owned()),
    );
    facts.extend(
        field
            .deprecated
            .then(|| "the document advises against it".to_owned()),
    );
    facts.extend(checked(&field.rules));
    item(inside(path, name), what, &field.at, facts)
}

fn of_operation(cx: Cx<'_>, operation: &Operation, names: &OperationNames, items: &mut Vec<Item>) {
    let method = operation.method.as_str().to_uppercase();
    let what = format!("the operation {method} {}", operation.path);
    let mut facts = Vec::new();
    facts.push(format!(
        "repeats: {}",
        format!("{:?}", operation.safety).to_lowercase()
    ));
    facts.extend(operation.body.as_ref().map(|body| {
        let also = operation
            .further
            .iter()
            .map(|body| body.media_type.as_str());
        let also: Vec<&str> = also.collect();
        match also.is_empty() {
            true => format!("it sends {}", body.media_type),
            false => format!(
                "it sends {}; further methods send {}",
                body.media_type,
                also.join(", ")
            ),
        }
    }));
    let method = format!("Client::{}", plain(&names.method));
    items.push(item(method, what.clone(), &operation.at, facts.clone()));
    let call = format!("operations::{}", names.call);
    items.push(item(
        call.clone(),
        format!("the call of {what}"),
        &operation.at,
        facts,
    ));
    for (param, name) in operation.params.iter().zip(&names.params) {
        let kind = if param.required {
            "an argument"
        } else {
            "an option"
        };
        let what = format!(
            "{kind} of `{call}`: {}, {} parameter `{}`",
            ty(cx, &param.ty),
            param.place.as_str(),
            param.wire
        );
        items.push(item(
            inside(&call, name),
            what,
            &param.at,
            checked(&param.rules),
        ));
    }
    let error = format!("operations::{}", names.error);
    items.push(item(
        error.clone(),
        format!("what {what} can be refused with"),
        &operation.at.join("responses"),
        Vec::new(),
    ));
    for (failure, name) in operation.failures.iter().zip(&names.failures) {
        let body = match &failure.payload {
            Payload::Json(found) => format!(": {}", ty(cx, found)),
            _ => String::new(),
        };
        let what = format!("a refusal of `{call}`, status {}{body}", failure.status);
        items.push(item(inside(&error, name), what, &failure.at, Vec::new()));
    }
    for (arm, name) in operation.success.arms().iter().zip(&names.successes) {
        let path = format!("operations::{}::{name}", names.success);
        let what = format!("a success of `{call}`, status {}", arm.status);
        items.push(item(path, what, &arm.at, Vec::new()));
    }
}

fn checked(rules: &[Rule]) -> Vec<String> {
    match rules {
        [] => Vec::new(),
        rules => vec![format!("checked before it is sent: {}", told(rules))],
    }
}

fn inside(path: &str, name: &str) -> String {
    format!("{path}::{}", plain(name))
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

fn item(path: String, what: String, at: &Pointer, facts: Vec<String>) -> Item {
    Item {
        path,
        what,
        at: at.clone(),
        facts,
    }
}

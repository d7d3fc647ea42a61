//! Where a type comes from, as a name.

use super::Above;
use crate::ir::{Api, OperationId, Owner, Step, Tuple, TypeDef, TypeId, TypeKind, WebhookId};
use crate::name::{Case, Scope, TypeNames, ident, status};

/// What the elements of a tuple are called.
const ORDINALS: [&str; Tuple::MOST] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
];

/// What the names of types are made from.
pub(super) struct Origins<'a> {
    pub(super) api: &'a Api,
    pub(super) above: Above<'a>,
    /// The names inside types.
    pub(super) members: &'a [TypeNames],
    /// See [`package`].
    pub(super) package: String,
}

impl Origins<'_> {
    /// Components first, then what is inside them, level by level; each level sorted.
    pub(super) fn levels(&self) -> Vec<Vec<TypeId>> {
        let mut order: Vec<TypeId> = (0..self.api.types.len()).map(TypeId).collect();
        let key = |id: &TypeId| {
            let def = self.api.type_def(*id);
            let wanted = component(def).map(ident::schema).unwrap_or_default();
            let is_exact = component(def) == Some(&wanted);
            let way = self.api.way(&def.origin);
            (
                depth(self.api, *id),
                def.name.is_none(),
                !is_exact,
                wanted,
                way,
            )
        };
        order.sort_by_cached_key(key);
        let same = |a: &TypeId, b: &TypeId| depth(self.api, *a) == depth(self.api, *b);
        order.chunk_by(same).map(<[TypeId]>::to_vec).collect()
    }

    /// Whether the best name of the type at `id` leaves something out.
    pub(super) fn is_echo(&self, id: TypeId, found: &[Option<String>]) -> bool {
        self.api.type_def(id).name.is_none()
            && self.name(id, found, true) != self.name(id, found, false)
    }

    /// The name of the type at `id`, whose owner has one in `found`: without what says nothing, unless that is another
    /// type's name.
    pub(super) fn best(&self, id: TypeId, found: &[Option<String>], scope: &Scope) -> String {
        let short = self.name(id, found, true);
        match scope.is_claimed(&short) {
            true => self.name(id, found, false),
            false => short,
        }
    }

    fn name(&self, id: TypeId, found: &[Option<String>], short: bool) -> String {
        let origin = &self.api.type_def(id).origin;
        let owner = match &origin.owner {
            Owner::Component(name) if short => {
                ident::schema(name.strip_prefix(&self.package).unwrap_or(name))
            }
            Owner::Component(name) => ident::schema(name),
            Owner::Type(TypeId(id)) => found[*id].clone().unwrap_or_default(),
            Owner::Operation(OperationId(id)) => self.above.operations[*id].call.clone(),
            Owner::Webhook(WebhookId(id)) => self.above.webhooks[*id].clone(),
        };
        let steps = origin.steps.iter().map(|step| (step, self.step(id, step)));
        let name = steps.fold(owner, |name, (step, part)| match step {
            Step::Body
            | Step::BodyAs(_)
            | Step::Form
            | Step::Response(_)
            | Step::Event
            | Step::Line
            | Step::Headers
            | Step::ErrorHeaders => ident::joined(name, &part),
            _ if short => without_echo(name, &part),
            _ => ident::joined(name, &part),
        });
        let whole = name.clone();
        ident::bounded(name, &whole)
    }

    fn step(&self, id: TypeId, step: &Step) -> String {
        match step {
            Step::Property(text) | Step::Param(text) => ident::part(text, Case::Type),
            Step::Variant(text) => {
                let name = self.variant(id).map(str::to_owned);
                name.unwrap_or_else(|| ident::part(text, Case::Type))
            }
            Step::Item => "Item".to_owned(),
            Step::Element(index) => {
                let name = ORDINALS.get(*index).copied().unwrap_or("Item");
                name.to_owned()
            }
            Step::Value => "Value".to_owned(),
            Step::Body => "Request".to_owned(),
            Step::BodyAs(text) => ident::part(text, Case::Type) + "Request",
            Step::Form => "Form".to_owned(),
            Step::Event => "Event".to_owned(),
            Step::Line => "Line".to_owned(),
            Step::Headers => "Headers".to_owned(),
            Step::ErrorHeaders => "ErrorHeaders".to_owned(),
            Step::Response(None) => "Response".to_owned(),
            Step::Response(Some(status)) => status::variant_of_text(status) + "Response",
        }
    }

    /// The name of the variant that the type at `id` is written in.
    fn variant(&self, id: TypeId) -> Option<&str> {
        let Owner::Type(owner) = self.api.type_def(id).origin.owner else {
            return None;
        };
        let TypeKind::Union(union) = &self.api.type_def(owner).kind else {
            return None;
        };
        let mut variants = union.variants.iter();
        let at = variants.position(|variant| variant.ty.named() == Some(id))?;
        Some(self.members[owner.0].members[at].as_str())
    }
}

/// `ServiceOrchestration` and `OrchestrationPath` as `ServiceOrchestrationPath`: words that `part` repeats are not said
/// twice. Something of it is left.
fn without_echo(name: String, part: &str) -> String {
    let starts = |text: &str| -> Vec<usize> {
        let is_start = |(i, c): (usize, char)| c.is_ascii_uppercase().then_some(i);
        text.char_indices().filter_map(is_start).collect()
    };
    let echo = starts(part).into_iter().rev().find(|end| {
        let (said, words) = (&part[..*end], starts(&name));
        // Whole words only, and long enough to be words.
        said.len() > 2 && words.iter().any(|start| name[*start..] == *said)
    });
    ident::joined(name, &part[echo.unwrap_or(0)..])
}

/// The package path that all schemas with dots in their names share, with the last dot: `api.v2010.`.
pub(super) fn package(api: &Api) -> String {
    let mut dotted = (api.types.iter())
        .filter_map(component)
        .filter(|name| name.contains('.'));
    let path = |name: &str| name.rfind('.').map_or(0, |dot| dot + 1);
    let Some(first) = dotted.next() else {
        return String::new();
    };
    let mut shared = &first[..path(first)];
    let mut count = 1;
    for name in dotted {
        count += 1;
        while !name.starts_with(shared) || shared.len() > path(name) {
            let shorter = shared.trim_end_matches('.');
            shared = &shorter[..path(shorter)];
        }
    }
    if count < 3 {
        String::new()
    } else {
        shared.to_owned()
    }
}

/// The name of a schema that stands under `components`.
fn component(def: &TypeDef) -> Option<&str> {
    match &def.origin.owner {
        Owner::Component(name) if def.origin.steps.is_empty() => Some(name),
        Owner::Component(_) | Owner::Type(_) | Owner::Operation(_) | Owner::Webhook(_) => None,
    }
}

/// How many named things lie around a type.
fn depth(api: &Api, id: TypeId) -> usize {
    let (mut depth, mut next) = (0, id);
    while let Owner::Type(owner) = &api.type_def(next).origin.owner {
        depth += 1;
        next = *owner;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_not_said_twice() {
        let check = |name: &str, part: &str, expected: &str| {
            assert_eq!(without_echo(name.to_owned(), part), expected);
        };
        check(
            "ServiceOrchestration",
            "OrchestrationPath",
            "ServiceOrchestrationPath",
        );
        check("GetUserBudget", "UserBudgetType", "GetUserBudgetType");
        check("Order", "Order", "OrderOrder");
        check("PreOrder", "OrderLine", "PreOrderLine");
        check("Reorder", "OrderLine", "ReorderOrderLine");
        check("Ui", "UiState", "UiUiState");
        check("Contact", "Phone", "ContactPhone");
    }
}

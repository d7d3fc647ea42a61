//! `prefixItems`: lists whose first elements have a type each (JSON Schema 2020-12, Core §10.3.1.1).

use super::Translation;
use super::facts::{Facts, Node, Placed, carried, is_false};
use super::schema::Site;
use crate::ir::{Origin, Owner, Rule, Step, Tuple, Type, TypeKind};
use openapiv3::SchemaKind;

impl<'a> Translation<'a> {
    /// A tuple. Its length is what `minItems`, `maxItems` and `items` say.
    pub(super) fn tuple(&mut self, facts: &Facts<'a>, mut site: Site) -> Type {
        let owner = self.open(&mut site);
        let origin = |step| Origin {
            owner: Owner::Type(owner),
            steps: vec![step],
        };
        let elements: Vec<Type> = (facts.prefix.iter().enumerate())
            .map(|(index, element)| self.placed(element, origin(Step::Element(index))))
            .collect();
        let further = match further(facts) {
            Further::None => None,
            Further::Any => Some(Type::Json),
            Further::Of(placed) => Some(self.placed(placed, origin(Step::Item))),
        };
        let found = Tuple {
            least: least(facts).min(elements.len()),
            elements,
            further,
        };
        self.declare(TypeKind::Tuple(found), site, facts)
    }
}

/// What follows the elements that have a type each.
enum Further<'f, 'a> {
    None,
    Any,
    Of(&'f Placed<'a>),
}

fn further<'f, 'a>(facts: &'f Facts<'a>) -> Further<'f, 'a> {
    let most = facts.rules.iter().filter_map(|(rule, _)| match rule {
        Rule::MaxItems(most) => Some(*most),
        _ => None,
    });
    // Older drafts have `items` for the first elements and `additionalItems` for the others.
    let says_false = |keyword: &str| {
        let mut stated = facts.data.iter().filter_map(|data| carried(data, keyword));
        stated.any(is_false)
    };
    let none = says_false("additionalItems");
    match &facts.items {
        _ if none || most.min().is_some_and(|most| most <= facts.prefix.len()) => Further::None,
        Some(placed) if takes_none(placed) => Further::None,
        Some(placed) => Further::Of(placed),
        None if says_false("unevaluatedItems") => Further::None,
        None => Further::Any,
    }
}

/// Whether a schema is `false`, which lowering writes as `{not: {}}`.
fn takes_none(placed: &Placed<'_>) -> bool {
    let Node::Item(schema) = placed.node else {
        return false;
    };
    let is_boolean = carried(&schema.schema_data, "boolean").is_some();
    is_boolean && matches!(schema.schema_kind, SchemaKind::Not { .. })
}

fn least(facts: &Facts<'_>) -> usize {
    let least = facts.rules.iter().filter_map(|(rule, _)| match rule {
        Rule::MinItems(least) => Some(*least),
        _ => None,
    });
    least.max().unwrap_or_default()
}

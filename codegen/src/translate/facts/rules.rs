//! From `openapiv3` to rules.

use super::carried;
use crate::ir::Rule;
use openapiv3::{AnySchema, SchemaData, SchemaKind, Type};

/// What the schema itself asks of values. What holds for every value of its kind is left out.
pub(super) fn rules(kind: &SchemaKind, data: &SchemaData) -> Vec<Rule> {
    let mut rules = match kind {
        SchemaKind::Type(ty) => of_type(ty),
        SchemaKind::Any(any) => of_any(any),
        SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => Vec::new(),
    };
    // 3.1 has a bound of its own beside `minimum`.
    let bound = |keyword: &str| carried(data, keyword).and_then(serde_json::Value::as_f64);
    rules.extend(bound("exclusiveMinimum").map(Rule::ExclusiveMinimum));
    rules.extend(bound("exclusiveMaximum").map(Rule::ExclusiveMaximum));
    rules
}

fn of_type(ty: &Type) -> Vec<Rule> {
    match ty {
        Type::String(found) => lengths(found.min_length, found.max_length, found.pattern.as_ref()),
        Type::Number(found) => numbers(
            (found.minimum, found.exclusive_minimum),
            (found.maximum, found.exclusive_maximum),
            found.multiple_of,
        ),
        Type::Integer(found) => numbers(
            (
                found.minimum.map(|bound| bound as f64),
                found.exclusive_minimum,
            ),
            (
                found.maximum.map(|bound| bound as f64),
                found.exclusive_maximum,
            ),
            found.multiple_of.map(|step| step as f64),
        ),
        Type::Array(found) => items(found.min_items, found.max_items, found.unique_items),
        Type::Object(found) => entries(found.min_properties, found.max_properties),
        Type::Boolean(_) => Vec::new(),
    }
}

fn of_any(any: &AnySchema) -> Vec<Rule> {
    let mut rules = lengths(any.min_length, any.max_length, any.pattern.as_ref());
    rules.extend(numbers(
        (any.minimum, any.exclusive_minimum.unwrap_or(false)),
        (any.maximum, any.exclusive_maximum.unwrap_or(false)),
        any.multiple_of,
    ));
    let unique = any.unique_items.unwrap_or(false);
    rules.extend(items(any.min_items, any.max_items, unique));
    rules.extend(entries(any.min_properties, any.max_properties));
    rules
}

fn lengths(least: Option<usize>, most: Option<usize>, pattern: Option<&String>) -> Vec<Rule> {
    let least = least.filter(|least| *least > 0).map(Rule::MinLength);
    let pattern = pattern.cloned().map(Rule::Pattern);
    [least, most.map(Rule::MaxLength), pattern]
        .into_iter()
        .flatten()
        .collect()
}

/// Bounds and whether they are excluded, and what the number is a multiple of.
fn numbers(least: (Option<f64>, bool), most: (Option<f64>, bool), step: Option<f64>) -> Vec<Rule> {
    let least = least.0.map(|bound| match least.1 {
        true => Rule::ExclusiveMinimum(bound),
        false => Rule::Minimum(bound),
    });
    let most = most.0.map(|bound| match most.1 {
        true => Rule::ExclusiveMaximum(bound),
        false => Rule::Maximum(bound),
    });
    let step = step.filter(|step| *step > 0.0).map(Rule::MultipleOf);
    [least, most, step].into_iter().flatten().collect()
}

fn items(least: Option<usize>, most: Option<usize>, unique: bool) -> Vec<Rule> {
    let least = least.filter(|least| *least > 0).map(Rule::MinItems);
    let unique = unique.then_some(Rule::UniqueItems);
    let all = [least, most.map(Rule::MaxItems), unique];
    all.into_iter().flatten().collect()
}

fn entries(least: Option<usize>, most: Option<usize>) -> Vec<Rule> {
    let least = least.filter(|least| *least > 0).map(Rule::MinProperties);
    let all = [least, most.map(Rule::MaxProperties)];
    all.into_iter().flatten().collect()
}

//! Rules are for values that are sent, and are put into words that the client understands.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Rule, RuleKind, Scalar, Struct, Type, TypeDef, TypeKind};
use crate::source::Pointer;
use std::collections::BTreeSet;

mod pattern;

/// A pattern that cannot be checked.
const PATTERN: &str = "pattern-not-checked";

/// Drops the rules of types that no request reaches, those that no value of their type can break, and patterns that the
/// client's regular expressions cannot say, each with a warning. Afterwards every pattern is one of `regex-lite`.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut settling = Settling {
        api,
        diagnostics,
        told: BTreeSet::new(),
    };
    let types: Vec<_> = (settling.api.types.iter())
        .map(|def| settling.of_type(def))
        .collect();
    let operations: Vec<_> = (0..settling.api.operations.len())
        .map(|index| settling.of_operation(index))
        .collect();
    for (def, rules) in api.types.iter_mut().zip(types) {
        if let TypeKind::Struct(found) = &mut def.kind {
            let fields = found.fields.iter_mut().map(|field| &mut field.rules);
            let places = fields.chain(found.rest.iter_mut().map(|rest| &mut rest.rules));
            places.zip(rules).for_each(|(place, rules)| *place = rules);
        }
    }
    for (operation, rules) in api.operations.iter_mut().zip(operations) {
        let params = operation.params.iter_mut().map(|param| &mut param.rules);
        let bodies = operation.body.iter_mut().chain(&mut operation.further);
        let places = params.chain(bodies.map(|body| &mut body.rules));
        places.zip(rules).for_each(|(place, rules)| *place = rules);
    }
}

struct Settling<'a> {
    api: &'a Api,
    diagnostics: &'a mut Diagnostics,
    /// Patterns that were reported.
    told: BTreeSet<String>,
}

impl<'a> Settling<'a> {
    /// The rules of each field, and of the map of further entries.
    fn of_type(&mut self, def: &'a TypeDef) -> Vec<Vec<Rule>> {
        let TypeKind::Struct(Struct { fields, rest, .. }) = &def.kind else {
            return Vec::new();
        };
        if !def.usage.request {
            return vec![Vec::new(); fields.len() + 1];
        }
        let fields = fields
            .iter()
            .map(|field| (&field.rules, &field.ty, &field.at));
        let mut settled: Vec<_> = fields
            .map(|(rules, ty, at)| self.rules(rules, ty, at))
            .collect();
        if let Some(rest) = rest {
            let map = Type::Map(Box::new(rest.ty.clone()));
            settled.push(self.rules(&rest.rules, &map, &rest.at));
        }
        settled
    }

    /// The rules of each parameter, and of the body.
    fn of_operation(&mut self, index: usize) -> Vec<Vec<Rule>> {
        let operation = &self.api.operations[index];
        let params = operation.params.iter();
        let mut settled: Vec<_> = params
            .map(|param| self.rules(&param.rules, &param.ty, &param.at))
            .collect();
        for body in operation.bodies() {
            let ty = body.payload.ty();
            settled.push(ty.map_or_else(Vec::new, |ty| self.rules(&body.rules, ty, &body.at)));
        }
        settled
    }

    fn rules(&mut self, rules: &[Rule], ty: &Type, at: &Pointer) -> Vec<Rule> {
        let api = self.api;
        let ty = match api.resolved(ty) {
            Type::Nullable(inner) => api.resolved(inner),
            ty => ty,
        };
        let kept = rules.iter().filter(|rule| can_be_broken(api, rule, ty));
        kept.filter_map(|rule| self.rule(rule, ty, at)).collect()
    }

    fn rule(&mut self, rule: &Rule, ty: &Type, at: &Pointer) -> Option<Rule> {
        match rule {
            Rule::Each(rules) => {
                let inner = match ty {
                    Type::List(inner) | Type::Map(inner) => inner,
                    _ => &Type::Json,
                };
                let each = self.rules(rules, inner, at);
                (!each.is_empty()).then_some(Rule::Each(each))
            }
            Rule::Pattern(text) => match pattern::translated(text) {
                Ok(pattern) => Some(Rule::Pattern(pattern)),
                Err(reason) => {
                    self.tell(text, reason, at);
                    None
                }
            },
            other => Some(other.clone()),
        }
    }

    /// Once for each pattern: the first place stands for all.
    fn tell(&mut self, pattern: &str, reason: pattern::Unsupported, at: &Pointer) {
        if self.told.insert(pattern.to_owned()) {
            let message =
                format!("the pattern `{pattern}` is not checked before sending: {reason}");
            self.diagnostics
                .push(Diagnostic::warning(PATTERN, at.clone(), message));
        }
    }
}

/// Whether a value of the type can break the rule.
fn can_be_broken(api: &Api, rule: &Rule, ty: &Type) -> bool {
    let kind = rule.kind();
    match ty {
        Type::Scalar(Scalar::Bool) => false,
        Type::Scalar(Scalar::U32 | Scalar::U64) => {
            let holds = matches!(rule, Rule::Minimum(bound) if *bound <= 0.0);
            kind == RuleKind::Number && !holds && !divides_all(rule)
        }
        Type::Scalar(Scalar::I32 | Scalar::I64 | Scalar::I128) => {
            kind == RuleKind::Number && !divides_all(rule)
        }
        Type::Scalar(Scalar::F64) => kind == RuleKind::Number,
        Type::Scalar(_) => kind == RuleKind::Text,
        Type::List(_) => matches!(kind, RuleKind::List | RuleKind::Parts),
        Type::Map(_) => matches!(kind, RuleKind::Object | RuleKind::Parts),
        Type::Json => true,
        // Fields have rules of their own, and values of enums are listed.
        Type::Named(id) | Type::Boxed(id) => match &api.type_def(*id).kind {
            TypeKind::Union(_) => true,
            TypeKind::Tuple(_) => kind == RuleKind::List,
            TypeKind::Struct(found) => match rule {
                Rule::MinProperties(least) => always(found) < *least,
                Rule::MaxProperties(_) => true,
                _ => false,
            },
            TypeKind::Enum(_) | TypeKind::Alias(_) => false,
        },
        Type::Nullable(_) => false,
    }
}

/// Whether every whole number is a multiple.
fn divides_all(rule: &Rule) -> bool {
    matches!(rule, Rule::MultipleOf(step) if *step == 1.0)
}

/// How many entries every value of the struct has.
fn always(found: &Struct) -> usize {
    found.fields.iter().filter(|field| field.required).count()
}

//! Types that contain themselves: a `Box` on every way round, and no circles of mere names.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Type, TypeDef, TypeId, TypeKind};
use crate::source::Pointer;

/// A name that stands for itself, as in `A: {type: array, items: {$ref: A}}`.
const RECURSIVE_ALIAS: &str = "recursive-alias";

/// An alias that leads back to itself stands for nothing Rust could write down: its inside becomes
/// any JSON value, with a warning.
pub(super) fn break_aliases(api: &mut Api, diagnostics: &mut Diagnostics) {
    let targets = |def: &TypeDef| match is_alias(def) {
        true => def.parts().filter_map(Type::named).map(|id| id.0).collect(),
        false => Vec::new(),
    };
    let edges: Vec<Vec<usize>> = api.types.iter().map(targets).collect();
    let circle = circles(&edges);
    for id in in_circles(&edges) {
        let def = &mut api.types[id];
        let message = "this schema contains nothing but itself; the inner value is left untyped";
        diagnostics.push(Diagnostic::warning(
            RECURSIVE_ALIAS,
            def.at.clone(),
            message,
        ));
        let inside = |ty: &Type| ty.named().is_some_and(|to| circle[to.0] == circle[id]);
        (def.parts_mut().filter(|ty| inside(ty))).for_each(forget_name);
        let at = def.at.clone();
        api.untyped.push(at);
    }
}

/// Whether a type is written as another name, be it of a list whose elements have a type each.
fn is_alias(def: &TypeDef) -> bool {
    matches!(def.kind, TypeKind::Alias(_) | TypeKind::Tuple(_))
}

/// Any JSON in place of the type that `ty` names.
fn forget_name(ty: &mut Type) {
    match ty {
        Type::Named(_) | Type::Boxed(_) => *ty = Type::Json,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => forget_name(inner),
        Type::Scalar(_) | Type::Json => {}
    }
}

/// A union that is a member of itself says nothing by it: the member goes.
pub(super) fn drop_own_members(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in 0..api.types.len() {
        let TypeKind::Union(found) = &api.types[id].kind else {
            continue;
        };
        let is_self = |ty: &Type| *api.resolved(ty) == Type::Named(TypeId(id));
        let own: Vec<bool> = found
            .variants
            .iter()
            .map(|variant| is_self(&variant.ty))
            .collect();
        if !own.contains(&true) {
            continue;
        }
        let at = api.types[id].at.clone();
        let message = "this union is a member of itself; the member is left out";
        diagnostics.push(Diagnostic::warning(RECURSIVE_ALIAS, at, message));
        if let TypeKind::Union(found) = &mut api.types[id].kind {
            let mut own = own.into_iter();
            found.variants.retain(|_| own.next() != Some(true));
        }
    }
}

/// Puts a box around every use that is part of a circle of containment. Lists and maps already are one.
pub(super) fn put_boxes(api: &mut Api, diagnostics: &Diagnostics) {
    let edges: Vec<Vec<usize>> = api
        .types
        .iter()
        .map(|def| def.parts().filter_map(contained).map(|id| id.0).collect())
        .collect();
    let circle = circles(&edges);
    for id in 0..api.types.len() {
        // An alias writes no box: whoever uses it does.
        if is_alias(&api.types[id]) {
            continue;
        }
        let targets: Vec<bool> = api.types[id]
            .parts()
            .map(|ty| {
                contained(ty)
                    .is_some_and(|target| circle[id].is_some() && circle[id] == circle[target.0])
            })
            .collect();
        if targets.contains(&true) {
            tell_boxes(api, TypeId(id), &targets, diagnostics);
        }
        for (ty, _) in api.types[id]
            .parts_mut()
            .zip(targets)
            .filter(|(_, inside)| *inside)
        {
            put_box(ty);
        }
    }
}

/// Notes where boxes are put, and why.
fn tell_boxes(api: &Api, id: TypeId, targets: &[bool], diagnostics: &Diagnostics) {
    let def = api.type_def(id);
    let places: Vec<Pointer> = match &def.kind {
        TypeKind::Struct(found) => found.fields.iter().map(|field| field.at.clone()).collect(),
        _ => vec![def.at.clone(); targets.len()],
    };
    for ((place, _), ty) in places
        .iter()
        .zip(targets)
        .zip(def.parts())
        .filter(|((_, boxed), _)| **boxed)
    {
        if let Some(target) = ty.named() {
            diagnostics.decided_by("box", place, &api.type_def(target).at, || {
                "behind a `Box`: its type contains the type around it".to_owned()
            });
        }
    }
}

/// The type whose values lie inside values of `ty`, not behind a pointer.
fn contained(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => contained(inner),
        Type::Boxed(_) | Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Json => None,
    }
}

fn put_box(ty: &mut Type) {
    match ty {
        Type::Named(id) => *ty = Type::Boxed(*id),
        Type::Nullable(inner) => put_box(inner),
        _ => {}
    }
}

fn in_circles(edges: &[Vec<usize>]) -> Vec<usize> {
    circles(edges)
        .iter()
        .enumerate()
        .filter(|(_, circle)| circle.is_some())
        .map(|(id, _)| id)
        .collect()
}

/// For each node the number of the circle (strongly connected component) it is part of; `None` where
/// it is part of none. Two sweeps (Kosaraju), without recursion: documents choose the depth.
fn circles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let order = leaving_order(edges);
    let mut backwards = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| backwards[*to].push(from));
    }
    let mut component = vec![None; edges.len()];
    for root in order.into_iter().rev() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if component[node].is_none() {
                component[node] = Some(root);
                open.extend(&backwards[node]);
            }
        }
    }
    let mut size = vec![0; edges.len()];
    component
        .iter()
        .flatten()
        .for_each(|root: &usize| size[*root] += 1);
    let is_circle = |node: usize, root: usize| size[root] > 1 || edges[node].contains(&node);
    component
        .iter()
        .enumerate()
        .map(|(node, root)| root.filter(|root| is_circle(node, *root)))
        .collect()
}

/// The nodes in the order in which a depth-first walk leaves them.
fn leaving_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let (mut seen, mut order) = (vec![false; edges.len()], Vec::with_capacity(edges.len()));
    for root in 0..edges.len() {
        let mut stack = Vec::new();
        if !std::mem::replace(&mut seen[root], true) {
            stack.push((root, 0));
        }
        while let Some((node, next)) = stack.last_mut() {
            match edges[*node].get(*next) {
                Some(target) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[*target], true) {
                        stack.push((*target, 0));
                    }
                }
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_circles() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4
        let found = circles(&[vec![1], vec![2], vec![1], vec![3], vec![]]);
        assert_eq!(found[0], None);
        assert!(found[1].is_some() && found[1] == found[2]);
        assert!(found[3].is_some() && found[3] != found[1]);
        assert_eq!(found[4], None);
    }
}

//! What sort of value a type is, for text that is flat.

use super::{Api, Type, TypeKind};

/// How a parameter's value is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One text.
    Scalar,
    /// Several.
    List,
    /// Several, with names.
    Object,
    /// Only the value knows.
    Any,
}

/// Unions inside of unions deeper than this are anything.
const MAX_DEPTH: usize = 8;

impl Api {
    /// The sort of all values of `ty`.
    pub fn sort(&self, ty: &Type) -> Sort {
        self.sort_within(ty, MAX_DEPTH)
    }

    fn sort_within(&self, ty: &Type, depth: usize) -> Sort {
        match self.resolved(ty) {
            Type::Scalar(_) => Sort::Scalar,
            Type::List(_) => Sort::List,
            Type::Map(_) => Sort::Object,
            Type::Nullable(inner) if depth > 0 => self.sort_within(inner, depth - 1),
            Type::Json | Type::Nullable(_) => Sort::Any,
            Type::Named(id) | Type::Boxed(id) => match &self.type_def(*id).kind {
                TypeKind::Enum(_) => Sort::Scalar,
                TypeKind::Struct(_) => Sort::Object,
                TypeKind::Tuple(_) => Sort::List,
                TypeKind::Union(found) if depth > 0 => {
                    let mut sorts = found
                        .variants
                        .iter()
                        .map(|variant| self.sort_within(&variant.ty, depth - 1));
                    let first = sorts.next().unwrap_or(Sort::Any);
                    match sorts.all(|sort| sort == first) {
                        true => first,
                        false => Sort::Any,
                    }
                }
                TypeKind::Union(_) | TypeKind::Alias(_) => Sort::Any,
            },
        }
    }
}

//! What a definition is made of.

use super::{Type, TypeDef, TypeKind};

impl TypeDef {
    /// The types of its fields, its further entries, its variants, its elements, or what it is another name of.
    pub fn parts(&self) -> Box<dyn Iterator<Item = &Type> + '_> {
        match &self.kind {
            TypeKind::Struct(found) => Box::new(
                found
                    .fields
                    .iter()
                    .map(|field| &field.ty)
                    .chain(found.rest.iter().map(|rest| &rest.ty)),
            ),
            TypeKind::Union(found) => Box::new(found.variants.iter().map(|variant| &variant.ty)),
            TypeKind::Tuple(found) => Box::new(found.elements.iter().chain(&found.further)),
            TypeKind::Alias(target) => Box::new(std::iter::once(target)),
            TypeKind::Enum(_) => Box::new(std::iter::empty()),
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Box<dyn Iterator<Item = &mut Type> + '_> {
        match &mut self.kind {
            TypeKind::Struct(found) => {
                let fields = found.fields.iter_mut().map(|field| &mut field.ty);
                Box::new(fields.chain(found.rest.iter_mut().map(|rest| &mut rest.ty)))
            }
            TypeKind::Union(found) => {
                Box::new(found.variants.iter_mut().map(|variant| &mut variant.ty))
            }
            TypeKind::Tuple(found) => Box::new(found.elements.iter_mut().chain(&mut found.further)),
            TypeKind::Alias(target) => Box::new(std::iter::once(target)),
            TypeKind::Enum(_) => Box::new(std::iter::empty()),
        }
    }
}

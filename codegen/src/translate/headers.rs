//! The headers that come with successes, and with refusals: a struct of optional fields each.

use super::Translation;
use super::facts::{Node, Placed};
use crate::ir::{
    Field, OperationId, Origin, Owner, Scalar, Step, Struct, Type, TypeDef, TypeId, TypeKind, Usage,
};
use crate::source::Pointer;
use openapiv3::{Header, ParameterSchemaOrContent, Response};

impl<'a> Translation<'a> {
    /// The headers of all these answers; the first one of a name counts. `Content-Type` is none of them (OpenAPI 3.0.3,
    /// Response Object).
    pub(super) fn headers(
        &mut self,
        responses: &[(&'a Response, Pointer)],
        id: OperationId,
        step: Step,
    ) -> Option<Type> {
        let mut found: Vec<(&'a str, &'a Header, Pointer)> = Vec::new();
        for (response, at) in responses {
            for (name, header) in &response.headers {
                let at = at.join("headers").join(name);
                let known = found
                    .iter()
                    .any(|(other, ..)| other.eq_ignore_ascii_case(name));
                if known || name.eq_ignore_ascii_case("content-type") {
                    continue;
                }
                if let Some((header, at)) = self.resolver.header(header, at) {
                    found.push((name, header, at));
                }
            }
        }
        let (_, _, at) = found.first()?;
        let (owner, at) = (self.reserve(), at.clone());
        let fields = found
            .into_iter()
            .map(|(name, header, at)| self.header(name, header, at, owner));
        let found = Struct {
            fields: fields.collect(),
            rest: None,
            closed: false,
            open: false,
        };
        self.defs[owner.0] = Some(TypeDef {
            origin: Origin {
                owner: Owner::Operation(id),
                steps: vec![step],
            },
            name: None,
            kind: TypeKind::Struct(found),
            docs: String::new(),
            deprecated: false,
            usage: Usage::default(),
            at,
        });
        Some(Type::Named(owner))
    }

    fn header(&mut self, name: &str, header: &'a Header, at: Pointer, owner: TypeId) -> Field {
        let schema = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => Some(Placed {
                node: Node::from(schema),
                at: at.join("schema"),
            }),
            ParameterSchemaOrContent::Content(_) => None,
        };
        let origin = Origin {
            owner: Owner::Type(owner),
            steps: vec![Step::Property(name.to_owned())],
        };
        let sensitive = schema
            .as_ref()
            .is_some_and(|schema| self.is_sensitive(schema));
        Field {
            wire: name.to_owned(),
            name: None,
            ty: schema.map_or(Type::Scalar(Scalar::String), |schema| {
                let (ty, _) = self.placed(&schema, origin).without_null();
                ty
            }),
            required: false,
            fixed: None,
            tag: false,
            default: None,
            docs: header.description.clone().unwrap_or_default(),
            deprecated: header.deprecated.unwrap_or(false),
            sensitive: sensitive || name.eq_ignore_ascii_case("set-cookie"),
            rules: Vec::new(),
            unique: false,
            at,
        }
    }
}

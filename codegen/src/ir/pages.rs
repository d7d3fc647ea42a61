//! Lists that come page by page, and what stands at a pointer into a value.

use super::{Api, Type, TypeId, TypeKind};

/// What is known of an operation's pages.
#[derive(Clone, Debug, PartialEq)]
pub enum Paged {
    /// Nobody has said anything; after `passes::pages`: there are none.
    Unsaid,
    /// There are none, or none are wanted: `x-callsmith-pages: false`.
    Never,
    /// What is plain is accepted: `x-callsmith-pages: inferred` on the document.
    IfPlain,
    /// What is plain is confirmed: `x-callsmith-pages: true`.
    Plain,
    /// What the document seems to say. Nothing is generated of it.
    Inferred(Pages),
    /// What an overlay says or has confirmed.
    Confirmed(Pages),
}

/// How the pages of a list are found. Pointers are RFC 6901, into the body of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// What names a page.
    pub by: By,
    /// Where the items of a page are, for example `/calls`.
    pub items: Option<String>,
    /// Where a page says whether there are more.
    pub more: Option<String>,
    /// Where a page says how many items there are in all.
    pub total: Option<String>,
    /// Where a page says how many pages there are.
    pub last: Option<String>,
}

/// What names a page.
#[derive(Clone, Debug, PartialEq)]
pub enum By {
    /// Its number; the first one is this.
    Page(PageParam, u64),
    /// How many items come before it.
    Offset(PageParam),
    /// What the page before has at this pointer.
    Cursor(PageParam, String),
    /// What the last item of the page before has at this pointer.
    Item(PageParam, String),
    /// The query of the address that the page before has at this pointer.
    Url(String),
    /// The query of the address in the header `Link` (RFC 8288).
    Link,
}

/// Where the name of a page is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum PageParam {
    /// In the query parameter of this name.
    Query(String),
    /// At this pointer into the JSON body.
    Body(String),
}

/// What values of a type have at a pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum At {
    /// Nothing: no property of that name is described.
    Nothing,
    /// The type does not say.
    Unknown,
    /// A value, and the way to it.
    Value(Way),
}

/// The way through properties to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Whether the whole may be null.
    pub nullable: bool,
    /// The properties: the struct, which of its fields, and whether that may be missing or null.
    pub steps: Vec<(TypeId, usize, bool)>,
    /// What stands there, aliases and null taken away.
    pub ty: Type,
}

impl Pages {
    /// With nothing known but what names a page.
    pub fn by(by: By) -> Self {
        Self {
            by,
            items: None,
            more: None,
            total: None,
            last: None,
        }
    }

    /// Where the name of a page is sent, if it is not a whole address.
    pub fn param(&self) -> Option<&PageParam> {
        match &self.by {
            By::Page(param, _) | By::Offset(param) | By::Cursor(param, _) | By::Item(param, _) => {
                Some(param)
            }
            By::Url(_) | By::Link => None,
        }
    }
}

impl Api {
    /// What values of `ty` have at `pointer`.
    pub fn at(&self, ty: &Type, pointer: &str) -> At {
        let Some((mut found, nullable)) = self.plain(ty) else {
            return At::Unknown;
        };
        let mut steps = Vec::new();
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let (Type::Named(id) | Type::Boxed(id)) = found else {
                let is_scalar = matches!(found, Type::Scalar(_));
                return if is_scalar { At::Nothing } else { At::Unknown };
            };
            let TypeKind::Struct(of) = &self.type_def(id).kind else {
                return At::Unknown;
            };
            let Some(index) = of.fields.iter().position(|field| field.wire == token) else {
                return At::Nothing;
            };
            let field = &of.fields[index];
            let Some((ty, nullable)) = self.plain(&field.ty) else {
                return At::Unknown;
            };
            steps.push((id, index, nullable || !field.required));
            found = ty;
        }
        At::Value(Way {
            nullable,
            steps,
            ty: found,
        })
    }

    /// Without aliases and null, and whether null was there. `None`: null is hidden behind an alias.
    fn plain(&self, ty: &Type) -> Option<(Type, bool)> {
        let (plain, nullable) = ty.clone().without_null();
        match self.resolved(&plain) {
            Type::Nullable(_) => None,
            resolved => Some((resolved.clone(), nullable)),
        }
    }
}

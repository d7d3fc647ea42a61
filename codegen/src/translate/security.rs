//! Security schemes and requirements.

use super::Translation;
use crate::diagnostic::Diagnostic;
use crate::ir::{Scheme, SchemeKind, Security};
use crate::source::Pointer;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

/// A security scheme that the client cannot speak.
const UNSUPPORTED: &str = "unsupported-security-scheme";

/// A security requirement that names no scheme.
const UNKNOWN: &str = "unknown-security-scheme";

impl Translation<'_> {
    /// The schemes, and the security every operation has unless it says otherwise.
    pub(super) fn security(&mut self) {
        let resolver = self.resolver;
        let schemes = resolver
            .api
            .components
            .iter()
            .flat_map(|components| &components.security_schemes);
        for (id, scheme) in schemes {
            let at = Pointer::root()
                .join("components")
                .join("securitySchemes")
                .join(id);
            if let ReferenceOr::Item(scheme) = scheme {
                self.scheme(id, scheme, at);
            }
        }
        let at = Pointer::root().join("security");
        self.api.security =
            self.requirements(resolver.api.security.as_deref().unwrap_or_default(), &at);
    }

    fn scheme(&mut self, id: &str, scheme: &SecurityScheme, at: Pointer) {
        let Some(kind) = kind(scheme) else {
            let message = format!("the client cannot speak the security scheme `{id}`");
            self.warn(
                Diagnostic::warning(UNSUPPORTED, at, message)
                    .help("operations that need it are sent without it; set the header yourself"),
            );
            return;
        };
        let (docs, extensions) = about(scheme);
        let name = extensions
            .get("x-callsmith-name")
            .and_then(|name| name.as_str())
            .map(str::to_owned);
        self.api.schemes.push(Scheme {
            id: id.to_owned(),
            name,
            kind,
            docs,
            at,
        });
    }

    /// Alternatives of combinations; one that names an unknown scheme is left out.
    pub(super) fn requirements(&mut self, found: &[SecurityRequirement], at: &Pointer) -> Security {
        let mut alternatives = Vec::new();
        for (i, requirement) in found.iter().enumerate() {
            let unknown = requirement
                .keys()
                .find(|id| !self.api.schemes.iter().any(|scheme| scheme.id == **id));
            match unknown {
                None => alternatives.push(requirement.keys().cloned().collect()),
                Some(id) => {
                    let message = format!(
                        "there is no usable security scheme `{id}`; this alternative is left out"
                    );
                    self.warn(Diagnostic::warning(UNKNOWN, at.index(i), message));
                }
            }
        }
        alternatives
    }
}

fn kind(scheme: &SecurityScheme) -> Option<SchemeKind> {
    match scheme {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Header,
            name,
            ..
        } => Some(SchemeKind::Header(name.clone())),
        SecurityScheme::APIKey {
            location: APIKeyLocation::Query,
            name,
            ..
        } => Some(SchemeKind::Query(name.clone())),
        SecurityScheme::APIKey {
            location: APIKeyLocation::Cookie,
            name,
            ..
        } => Some(SchemeKind::Cookie(name.clone())),
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            Some(SchemeKind::Bearer)
        }
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            Some(SchemeKind::Basic)
        }
        SecurityScheme::HTTP { .. } => None,
        SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => {
            Some(SchemeKind::Bearer)
        }
    }
}

fn about(scheme: &SecurityScheme) -> (String, &super::Extensions) {
    let (docs, extensions) = match scheme {
        SecurityScheme::APIKey {
            description,
            extensions,
            ..
        }
        | SecurityScheme::HTTP {
            description,
            extensions,
            ..
        }
        | SecurityScheme::OAuth2 {
            description,
            extensions,
            ..
        }
        | SecurityScheme::OpenIDConnect {
            description,
            extensions,
            ..
        } => (description, extensions),
    };
    (docs.clone().unwrap_or_default(), extensions)
}

//! Security schemes and requirements.

use super::Translation;
use crate::diagnostic::Diagnostic;
use crate::ir::{Needs, Scheme, SchemeKind, Security};
use crate::source::Pointer;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

/// A scheme of HTTP that the client does not speak by itself.
const UNSUPPORTED: &str = "unsupported-security-scheme";

/// A security requirement that names no scheme.
const UNKNOWN: &str = "unknown-security-scheme";

/// Schemes of 3.1, as lowering carries them.
const MUTUAL: &str = "x-oas31-securitySchemes";

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
        let found = resolver.api.security.as_deref().unwrap_or_default();
        self.api.security = self.requirements(found, &at);
        self.api.needs = self.needs(Some(found));
    }

    fn scheme(&mut self, id: &str, scheme: &SecurityScheme, at: Pointer) {
        let kind = kind(scheme);
        if let SchemeKind::Authorization(name) = &kind {
            let message = format!("the client does not know how to prove itself by `{name}`");
            let warning = Diagnostic::warning(UNSUPPORTED, at.clone(), message);
            self.warn(warning.help("callers give the whole value of the header `Authorization`"));
        }
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

    /// Alternatives of combinations; one that names an unknown scheme is left out. A certificate is no credential of a
    /// request: the connection has it.
    pub(super) fn requirements(&mut self, found: &[SecurityRequirement], at: &Pointer) -> Security {
        let mut alternatives = Vec::new();
        for (i, requirement) in found.iter().enumerate() {
            let ids = requirement.keys().filter(|id| !self.is_mutual(id));
            let ids: Vec<String> = ids.cloned().collect();
            let is_known = |id: &String| self.api.schemes.iter().any(|scheme| scheme.id == *id);
            match ids.iter().find(|id| !is_known(id)) {
                None if alternatives.contains(&ids) => {}
                None => alternatives.push(ids),
                Some(id) => {
                    let message =
                        format!("there is no security scheme `{id}`; this alternative is left out");
                    self.warn(Diagnostic::warning(UNKNOWN, at.index(i), message));
                }
            }
        }
        alternatives
    }

    /// What `found` needs beside credentials; without it, what the API needs.
    pub(super) fn needs(&self, found: Option<&[SecurityRequirement]>) -> Needs {
        let Some(found) = found else {
            return self.api.needs.clone();
        };
        let mut needs = Needs::default();
        for requirement in found {
            needs.certificate |= requirement.keys().any(|id| self.is_mutual(id));
            let scopes: Vec<String> = requirement.values().flatten().cloned().collect();
            if !scopes.is_empty() && !needs.scopes.contains(&scopes) {
                needs.scopes.push(scopes);
            }
        }
        needs
    }

    /// Whether a scheme is mutual TLS, which 3.0 does not have.
    fn is_mutual(&self, id: &str) -> bool {
        let components = self.resolver.api.components.as_ref();
        let carried = components.and_then(|found| found.extensions.get(MUTUAL));
        carried.is_some_and(|schemes| schemes.get(id).is_some())
    }
}

fn kind(scheme: &SecurityScheme) -> SchemeKind {
    match scheme {
        SecurityScheme::APIKey { location, name, .. } => match location {
            APIKeyLocation::Header => SchemeKind::Header(name.clone()),
            APIKeyLocation::Query => SchemeKind::Query(name.clone()),
            APIKeyLocation::Cookie => SchemeKind::Cookie(name.clone()),
        },
        SecurityScheme::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => SchemeKind::Bearer,
            "basic" => SchemeKind::Basic,
            _ => SchemeKind::Authorization(scheme.clone()),
        },
        SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => SchemeKind::Bearer,
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

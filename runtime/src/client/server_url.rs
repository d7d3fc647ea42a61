//! One of the servers that a document names.

use super::{BaseUrl, BuildError};
use std::borrow::Cow;
use std::fmt;

/// A server that a document names, with values for the variables in its URL (OpenAPI 3.0.3, Server Object).
///
/// Generated crates make these through their own `Server` type.
///
/// ```
/// use callsmith_runtime::ServerUrl;
///
/// let server = ServerUrl::new("https://{region}.example.com/v1", &[("region", "eu")]);
/// let _us = server.with("region", "us");
/// ```
#[derive(Clone)]
pub struct ServerUrl {
    template: &'static str,
    /// Names and values.
    variables: Vec<(&'static str, Cow<'static, str>)>,
    /// The URL with the defaults, by which operations name it.
    default: String,
    fault: Option<BuildError>,
}

impl ServerUrl {
    /// The server with this URL, whose variables stand in braces, and their defaults.
    pub fn new(template: &'static str, defaults: &'static [(&'static str, &'static str)]) -> Self {
        let variables = defaults
            .iter()
            .map(|(name, default)| (*name, Cow::Borrowed(*default)));
        let variables: Vec<_> = variables.collect();
        Self {
            default: filled(template, &variables),
            template,
            variables,
            fault: None,
        }
    }

    /// Sets a variable. What cannot stand in its place is refused when the client is made or called: in the name of a host
    /// a slash or an `@` would lead elsewhere.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let host = is_in_host(self.template, name);
        let refused: &[char] = match host {
            true => &['/', '\\', '?', '#', '@'],
            false => &['?', '#'],
        };
        match self.variables.iter_mut().find(|(there, _)| *there == name) {
            Some(_) if value.contains(refused) => {
                self.refuse(format!(
                    "a value of the server's variable `{name}` would lead elsewhere"
                ));
            }
            Some((_, there)) => *there = Cow::Owned(value.to_owned()),
            None => self.refuse(format!("the server has no variable `{name}`")),
        }
        self
    }

    fn refuse(&mut self, message: String) {
        self.fault.get_or_insert_with(|| BuildError::new(message));
    }

    /// Whether it is one of these, by their URLs with defaults.
    pub(super) fn is_among(&self, has: impl FnOnce(&str) -> bool) -> bool {
        has(&self.default)
    }

    pub(super) fn base(&self) -> Result<BaseUrl, BuildError> {
        match &self.fault {
            Some(fault) => Err(fault.clone()),
            None => BaseUrl::parse(&filled(self.template, &self.variables)),
        }
    }
}

/// The URL, without slashes at its end.
fn filled(template: &str, variables: &[(&'static str, Cow<'static, str>)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let found = behind.split_once('}').and_then(|(name, behind)| {
            let (_, value) = variables.iter().find(|(there, _)| *there == name)?;
            Some((value, behind))
        });
        rest = match found {
            Some((value, behind)) => {
                out.push_str(value);
                behind
            }
            None => {
                out.push('{');
                behind
            }
        };
    }
    out.push_str(rest);
    out.truncate(out.trim_end_matches('/').len());
    out
}

/// Whether a variable is part of a host: between the scheme and the first slash. One at the beginning may bring the scheme
/// as well.
fn is_in_host(template: &str, name: &str) -> bool {
    let Some((_, behind)) = template.split_once("://") else {
        return false;
    };
    let host = behind.split('/').next().unwrap_or_default();
    host.contains(&format!("{{{name}}}"))
}

/// What the document says; a value may be anything.
impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerUrl({})", self.template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULTS: &[(&str, &str)] = &[("region", "eu"), ("port", "8443"), ("base", "v1/x")];

    fn server() -> ServerUrl {
        ServerUrl::new(
            "https://{region}.example.com:{port}/{base}/{region}/",
            DEFAULTS,
        )
    }

    #[track_caller]
    fn check(server: &ServerUrl, url: &str) {
        assert_eq!(server.base().expect("a URL").join("/calls"), url);
        assert!(server.is_among(|url| url == "https://eu.example.com:8443/v1/x/eu"));
    }

    #[test]
    fn variables_are_filled_in_once() {
        check(&server(), "https://eu.example.com:8443/v1/x/eu/calls");
        let us = server()
            .with("region", "us")
            .with("port", "9000")
            .with("base", "v2");
        check(&us, "https://us.example.com:9000/v2/us/calls");
        let again = ServerUrl::new("https://a.example/{a}{b}{c", &[("a", "b"), ("b", "{a}")]);
        assert_eq!(
            filled(again.template, &again.variables),
            "https://a.example/b{a}{c"
        );
    }

    #[track_caller]
    fn refused(server: ServerUrl, reason: &str) {
        let error = server.base().expect_err("a refusal").to_string();
        assert!(error.contains(reason) && !error.contains("evil"), "{error}");
    }

    #[test]
    fn a_value_leads_nowhere_else() {
        for value in [
            "evil.example/",
            "me@evil.example",
            "evil.example?",
            "evil.example#",
            "evil.example\\",
        ] {
            refused(
                server().with("region", value),
                "`region` would lead elsewhere",
            );
        }
        refused(
            server().with("base", "v1?evil"),
            "`base` would lead elsewhere",
        );
        refused(
            server().with("zone", "x"),
            "the server has no variable `zone`",
        );
        refused(server().with("port", "evil"), "is not a URL");
        let whole = ServerUrl::new("{origin}/api", &[("origin", "https://a.example")]);
        let there = whole
            .clone()
            .with("origin", "https://b.example/x")
            .base()
            .expect("a URL");
        assert_eq!(there.join("/y"), "https://b.example/x/api/y");
        refused(whole.with("origin", "evil.example"), "is not a URL");
    }
}

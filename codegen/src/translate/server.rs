//! Servers: of the document, of a path, of an operation.

use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::{Server, ServerId, Variable};
use crate::source::Pointer;
use address::{complete, resolved};
use openapiv3::PathItem;

mod address;

/// A server whose host the document does not say.
const RELATIVE: &str = "relative-server";

/// A server that cannot be called.
const BAD: &str = "bad-server";

impl Translation<'_> {
    /// The servers of all operations that have none of their own.
    pub(super) fn servers(&mut self) {
        let resolver = self.resolver;
        self.api.own_servers = self.server_list(&resolver.api.servers, &Pointer::root());
        let first = self.api.own_servers.first();
        if let Some(first) = first.map(|id| self.api.server_at(*id).clone())
            && first.is_relative()
            && !first.url.is_empty()
        {
            let message = format!(
                "`{}` is relative to an address the document does not give; callers set the base URL",
                first.url
            );
            let warning = Diagnostic::warning(RELATIVE, first.at.join("url"), message);
            self.warn(warning.help("the base URL ends with this path"));
        }
    }

    /// The servers of one operation or of its path, where they are not those of the document.
    pub(super) fn own_servers(
        &mut self,
        item: &PathItem,
        found: &openapiv3::Operation,
        (at, here): (&Pointer, &Pointer),
    ) -> Vec<ServerId> {
        let list = match (found.servers.as_slice(), item.servers.as_slice()) {
            ([], []) => return Vec::new(),
            ([], of_path) => self.server_list(of_path, at),
            (own, _) => self.server_list(own, here),
        };
        match list == self.api.own_servers {
            true => Vec::new(),
            false => list,
        }
    }

    /// Those of a list that can be called.
    fn server_list(&mut self, found: &[openapiv3::Server], at: &Pointer) -> Vec<ServerId> {
        let at = at.join("servers");
        let mut list = Vec::new();
        for (i, server) in found.iter().enumerate() {
            let found = self.one_server(server, at.index(i));
            list.extend(found.filter(|id| !list.contains(id)));
        }
        list
    }

    /// The server, which may stand in several places; nothing where no value of its variables would make a URL of it.
    fn one_server(&mut self, found: &openapiv3::Server, at: Pointer) -> Option<ServerId> {
        let server = self.read(found, at);
        let is_same = |there: &Server| {
            there.url == server.url
                && (there.default == server.default || server.variables.is_empty())
        };
        if let Some(there) = self.api.servers.iter().position(is_same) {
            return Some(ServerId(there));
        }
        let fault = fault(&server);
        if let Some((fault, help)) = &fault
            && self.bad_servers.insert(server.url.clone())
        {
            let warning = Diagnostic::warning(BAD, server.at.join("url"), fault.clone());
            self.warn(warning.help(*help));
        }
        if fault.is_some() && server.variables.is_empty() {
            return None;
        }
        self.odd_defaults(&server);
        self.api.servers.push(server);
        Some(ServerId(self.api.servers.len() - 1))
    }

    fn read(&self, found: &openapiv3::Server, at: Pointer) -> Server {
        let document = self.api.package.url.as_deref();
        let url = resolved(&found.url, document);
        let variables = found.variables.iter().flatten();
        let variables = variables.filter(|(name, _)| url.contains(&format!("{{{name}}}")));
        let variables: Vec<Variable> = variables
            .map(|(name, variable)| Variable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                docs: variable.description.clone().unwrap_or_default(),
                at: at.join("variables").join(name),
            })
            .collect();
        let fill = |url: String, variable: &Variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        };
        let default = variables.iter().fold(url.clone(), fill);
        let default = default.trim_end_matches('/').to_owned();
        Server {
            is_complete: complete(&default).is_ok(),
            default,
            url,
            name: text(&found.extensions, "x-callsmith-name"),
            title: text(&found.extensions, "x-oas31-name"),
            docs: found.description.clone().unwrap_or_default(),
            variables,
            at,
        }
    }

    fn odd_defaults(&mut self, server: &Server) {
        for variable in &server.variables {
            if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
                let message = format!(
                    "the default `{}` of `{}` is not among its values; it is used all the same",
                    variable.default, variable.name
                );
                self.warn(Diagnostic::warning(BAD, variable.at.clone(), message));
            }
        }
    }
}

/// Why nothing can be sent there, and what helps.
fn fault(server: &Server) -> Option<(String, &'static str)> {
    if server.is_relative() {
        return None;
    }
    let reason = complete(&server.default).err()?;
    let (url, default) = (&server.url, &server.default);
    Some(match server.variables.is_empty() {
        true => (
            format!("nothing can be sent to `{url}`: {reason}; it is left out"),
            "name the server in an overlay",
        ),
        false => (
            format!("`{default}`, with the defaults of its variables, cannot be called: {reason}"),
            "callers set the variables, or a base URL",
        ),
    })
}

fn text(extensions: &Extensions, name: &str) -> Option<String> {
    extensions.get(name)?.as_str().map(str::to_owned)
}

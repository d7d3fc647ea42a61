//! Where requests go.

use super::Api;
use crate::source::Pointer;

/// A server's place in [`Api::servers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerId(pub usize);

/// A place where operations are called (OpenAPI 3.0.3, Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its URL without a slash at its end, for example `https://{region}.example.com/v1`. Without a host it begins with a
    /// slash or is empty: it is on the host of the base URL.
    pub url: String,
    /// The URL with the defaults of its variables, for example `https://eu.example.com/v1`.
    pub default: String,
    /// Whether the default URL can be called.
    pub is_complete: bool,
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// What the document calls it: the `name` of 3.2.
    pub title: Option<String>,
    /// The description.
    pub docs: String,
    /// The variables of the URL.
    pub variables: Vec<Variable>,
    /// Where it stands.
    pub at: Pointer,
}

/// A variable of a server's URL (OpenAPI 3.0.3, Server Variable Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name, for example `region`.
    pub name: String,
    /// Its value where nobody sets it.
    pub default: String,
    /// The values it may have; none: any text.
    pub values: Vec<String>,
    /// The description.
    pub docs: String,
    /// Where it stands.
    pub at: Pointer,
}

impl Server {
    /// Whether it is on the host of the base URL, wherever that is.
    pub fn is_relative(&self) -> bool {
        self.url.is_empty() || self.url.starts_with('/')
    }
}

impl Api {
    /// The server at `id`.
    pub fn server_at(&self, id: ServerId) -> &Server {
        &self.servers[id.0]
    }

    /// The server that is called unless somebody says otherwise, if its URL says where that is.
    pub fn first_server(&self) -> Option<&Server> {
        let first = self.server_at(*self.own_servers.first()?);
        (first.is_complete && !first.is_relative()).then_some(first)
    }

    /// Whether a client must be told where the service is: no server says it for all operations.
    pub fn needs_base_url(&self) -> bool {
        let says = |id: &ServerId| !self.server_at(*id).is_relative();
        let has_own = !self.operations.is_empty()
            && self
                .operations
                .iter()
                .all(|operation| operation.servers.first().is_some_and(says));
        self.first_server().is_none() && !has_own
    }

    /// The servers among which there is a choice: one of several, or one with variables.
    pub fn server_choices(&self) -> Vec<ServerId> {
        let own = self.operations.iter().map(|operation| &operation.servers);
        let lists = || own.clone().chain([&self.own_servers]);
        let is_choice = |id: ServerId| {
            let server = self.server_at(id);
            let mut among = lists().filter(|list| list.contains(&id));
            !server.is_relative()
                && among.any(|list| list.len() > 1 || !server.variables.is_empty())
        };
        (0..self.servers.len())
            .map(ServerId)
            .filter(|id| is_choice(*id))
            .collect()
    }
}

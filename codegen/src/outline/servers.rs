//! Servers: the first one, those that can be chosen, and those of single operations. What else operations need.

use super::line;
use crate::emit::Cx;
use crate::ir::{Needs, Operation, Server};
use std::fmt::Write;

/// The server that is called, and those that can be called in its place.
pub(super) fn servers(cx: Cx<'_>, out: &mut String) {
    let first = cx.api.first_server();
    let text = first.map_or("none".to_owned(), |server| line(&server.default));
    let _ = writeln!(out, "server: {text}");
    for id in cx.api.server_choices() {
        let (server, name) = (cx.api.server_at(id), &cx.names.servers[id.0]);
        let _ = writeln!(
            out,
            "server {name} = {}{}",
            line(&server.url),
            variables(server)
        );
    }
    for names in &cx.names.variables {
        let _ = writeln!(
            out,
            "server variable {} = {}",
            names.setter,
            line(&names.wire)
        );
    }
}

/// ` (region = eu: eu, us)`
fn variables(server: &Server) -> String {
    let all = server.variables.iter().map(|variable| {
        let values = match variable.values.as_slice() {
            [] => String::new(),
            values => format!(": {}", values.join(", ")),
        };
        line(&format!("{} = {}{values}", variable.name, variable.default))
    });
    let all: Vec<String> = all.collect();
    match all.is_empty() {
        true => String::new(),
        false => format!(" ({})", all.join("; ")),
    }
}

/// Its own servers, and what its credentials must be good for.
pub(super) fn of_operation(cx: Cx<'_>, operation: &Operation, out: &mut String) {
    let servers = operation.servers.iter();
    let servers: Vec<String> = servers.map(|id| line(&cx.api.server_at(*id).url)).collect();
    if !servers.is_empty() {
        let relative = |url: &String| match url.as_str() {
            "" => "/".to_owned(),
            url => url.to_owned(),
        };
        let servers: Vec<String> = servers.iter().map(relative).collect();
        let _ = writeln!(out, "    server: {}", servers.join(" or "));
    }
    if operation.needs != cx.api.needs {
        scopes(&operation.needs, "    ", out);
    }
}

/// What credentials must be good for.
pub(super) fn scopes(needs: &Needs, indent: &str, out: &mut String) {
    let scopes = needs.scopes.iter();
    let scopes: Vec<String> = scopes.map(|scopes| line(&scopes.join(" and "))).collect();
    if !scopes.is_empty() {
        let _ = writeln!(out, "{indent}scopes: {}", scopes.join(" or "));
    }
    if needs.certificate {
        let _ = writeln!(out, "{indent}a client certificate");
    }
}

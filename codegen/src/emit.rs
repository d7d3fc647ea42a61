//! The API and its names to the files of a crate. Read [`files`]: it is the list of what is written.

use crate::files::Files;
use crate::ir::Api;
use crate::name::Names;
use crate::stages::Watch;

mod answer;
mod arg;
mod calls;
mod client;
mod doc;
mod enums;
mod events;
mod example;
mod failure;
mod field;
mod former;
mod lib_rs;
mod manifest;
mod operation;
mod package;
mod pages;
mod readme;
mod rules;
mod sample;
mod server;
mod split;
mod structs;
mod success;
mod tests;
mod tuples;
mod ty;
mod types;
mod unions;

pub(crate) use answer::rust_success;
pub(crate) use field::{is_asked_for, rust_field};
pub use manifest::Runtime;
pub(crate) use manifest::feature_names;
pub use package::Options;
pub(crate) use package::Package;
pub(crate) use rules::told;
pub(crate) use ty::{Place, rust_type, scalar_name};

/// Everything an emitter looks at.
#[derive(Clone, Copy)]
pub(crate) struct Cx<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    pub(crate) package: &'a Package,
    /// Is told when tokens become text.
    watch: &'a dyn Watch,
    /// Whether the file at work lies one folder below `src`, being a module of `types` or `operations`.
    deep: bool,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(
        api: &'a Api,
        names: &'a Names,
        package: &'a Package,
        watch: &'a dyn Watch,
    ) -> Self {
        Self {
            api,
            names,
            package,
            watch,
            deep: false,
        }
    }
}

/// The files of the crate.
pub(crate) fn files(cx: Cx<'_>) -> Files {
    let mut files = Files::default();
    files.insert("Cargo.toml", manifest::manifest(cx));
    files.insert("README.md", readme::readme(cx));
    files.insert("src/lib.rs", lib_rs::lib_rs(cx));
    if !cx.api.operations.is_empty() {
        files.insert("src/client.rs", client::client_rs(cx));
        split::operations(cx, &mut files);
    }
    split::types(cx, &mut files);
    if let Some(events) = &cx.api.events {
        files.insert("src/events.rs", events::events_rs(cx, events));
    }
    if let Some(found) = tests::tests(cx) {
        files.insert("tests/examples.rs", found.rust);
        files.insert("tests/examples.json", found.json);
    }
    if let Some(text) = calls::calls(cx) {
        files.insert("examples/every_call.rs", text);
    }
    if let Some((name, text)) = example::example(cx) {
        files.insert(format!("examples/{name}.rs"), text);
    }
    files
}

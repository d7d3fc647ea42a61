//! What the crate is called and what it stands on: the options, then the overlay, then a default.

use super::manifest::Runtime;
use crate::ir::{Api, Selection};
use crate::name::Case;

/// What the document does not say of the crate; `None` leaves it to the overlay or a default.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The package's name, for example `verbex-client`.
    pub package: Option<String>,
    /// Its version, for example `0.1.0`.
    pub version: Option<String>,
    /// Where the crate finds `callsmith-runtime`.
    pub runtime: Runtime,
    /// Whether the crate will be a member of somebody's workspace. Otherwise it is one of its own, and
    /// compiles wherever it is put.
    pub workspace_member: bool,
    /// Whether `x-callsmith-` extensions in the document itself count, or only those in overlays.
    pub trust_document: bool,
    /// Whether all values are checked by the rules of the document before they are sent, or only those for which an
    /// overlay asks it.
    pub check_requests: bool,
    /// How the environment variables of the example begin, for example `VERBEX`.
    pub env_prefix: Option<String>,
    /// Whether the crate tests its types against the document's examples: `tests/examples.rs`.
    pub emit_tests: bool,
    /// Whether the crate has a program that makes every call of values in JSON: `examples/every_call.rs`.
    pub emit_calls: bool,
    /// Whether [`Coverage`](crate::Coverage) is to say which schemas became types.
    pub coverage: bool,
    /// Whether there is to be a [`Surface`](crate::surface::Surface).
    pub surface: bool,
    /// Whether [`Output::explained`](crate::Output::explained) is to say why everything is what it is.
    pub explain: bool,
    /// The wanted operations, among those that the overlay wants.
    pub selection: Selection,
}

/// The decisions.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    /// For example `verbex-client`.
    pub(crate) name: String,
    /// For example `verbex_client`.
    pub(crate) crate_name: String,
    /// For example `0.1.0`.
    pub(crate) version: String,
    /// For example `VERBEX`.
    pub(crate) env: String,
    pub(crate) runtime: Runtime,
    pub(crate) workspace_member: bool,
    pub(crate) emit_calls: bool,
}

impl Package {
    pub(crate) fn new(options: &Options, api: &Api) -> Self {
        let asked = options.package.as_ref().or(api.package.name.as_ref());
        let name = asked.map_or_else(|| default_name(&api.title), |name| legal_name(name));
        let version = options
            .version
            .clone()
            .or(api.package.version.clone())
            .unwrap_or_else(|| "0.1.0".to_owned());
        let env = options.env_prefix.clone().or(api.package.env.clone());
        let env = env.unwrap_or_else(|| {
            name.trim_end_matches("-client")
                .replace('-', "_")
                .to_uppercase()
        });
        Self {
            crate_name: name.replace('-', "_"),
            name,
            version,
            env,
            runtime: options.runtime.clone(),
            workspace_member: options.workspace_member,
            emit_calls: options.emit_calls,
        }
    }
}

/// The title's words, and what it is.
fn default_name(title: &str) -> String {
    let words = crate::name::words(title, Case::Value);
    let words: Vec<&str> = words
        .split('_')
        .filter(|word| !word.is_empty() && *word != "api")
        .take(4)
        .collect();
    let name = words.join("-");
    if name.is_empty() {
        "api-client".to_owned()
    } else {
        legal_name(&format!("{name}-client"))
    }
}

/// Cargo's rules for package names: ASCII letters, digits, `-` and `_`, not beginning with a digit.
fn legal_name(name: &str) -> String {
    let legal: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    match legal.chars().next() {
        None => "api-client".to_owned(),
        Some(first) if first.is_ascii_alphabetic() => legal,
        Some(_) => format!("api-{legal}"),
    }
}

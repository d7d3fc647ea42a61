//! Names of servers and of the variables in their URLs.

use super::choose::{Wanted, unique};
use super::{Case, Scope, ident};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Server, Variable};
use crate::ledger::{self, Kind, Ledger};
use std::collections::{BTreeMap, BTreeSet};

/// What every server has.
const TAKEN: &[&str] = &["as_ref", "clone", "fmt", "from", "into", "new"];

/// The longest description that serves as a name, in words.
const WORDS: usize = 5;

/// The names of a variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariableNames {
    /// What the document calls it, for example `region`.
    pub wire: String,
    /// The method that sets it, for example `region`.
    pub setter: String,
    /// The type of its values, where all servers that have it list some, for example `ServerRegion`.
    pub ty: String,
    /// Those values and their names, in order.
    pub values: Vec<(String, String)>,
}

/// The name of each server among which there is a choice, the others have none; and the names of their variables.
pub(super) fn servers(
    api: &Api,
    ledger: &Ledger,
    diagnostics: &mut Diagnostics,
) -> (Vec<String>, Vec<VariableNames>) {
    let choices: Vec<&Server> = (api.server_choices().into_iter())
        .map(|id| api.server_at(id))
        .collect();
    let texts = texts(&choices, &api.servers);
    let places = ledger::of_servers(api);
    let variables = variables(&choices);
    let of_servers = choices.iter().zip(&texts).map(|(server, text)| Wanted {
        text,
        asked: server.name.as_deref(),
        pinned: pinned(ledger, Kind::Server, &places[place(api, server)]),
        others: vec![server.url.clone()],
        at: &server.at,
    });
    let of_variables = variables.iter().map(|(name, found)| Wanted {
        text: name,
        asked: None,
        pinned: pinned(ledger, Kind::Variable, name),
        others: vec![format!("{name} variable")],
        at: &found[0].at,
    });
    let wanted: Vec<Wanted<'_>> = of_servers.chain(of_variables).collect();
    let mut found = unique(&mut Scope::new(TAKEN), Case::Value, &wanted, diagnostics);
    let setters = found.split_off(choices.len());
    let mut names = vec![String::new(); api.servers.len()];
    for (server, name) in choices.iter().zip(found) {
        names[place(api, server)] = name;
    }
    let mut types = Scope::new(&["Server"]);
    let setters = variables.iter().zip(setters);
    let variables = setters.map(|((name, found), setter)| VariableNames {
        wire: (*name).to_owned(),
        ty: types.claim(
            &ident::ident(&format!("server {setter}"), Case::Type),
            Case::Type,
        ),
        values: values(found, ledger.block(Kind::Variable, name), diagnostics),
        setter,
    });
    (names, variables.collect())
}

fn pinned<'a>(ledger: &'a Ledger, kind: Kind, place: &str) -> Option<&'a str> {
    ledger.block(kind, place).map(|block| block.name.as_str())
}

fn place(api: &Api, server: &Server) -> usize {
    let mut all = api.servers.iter();
    all.position(|there| std::ptr::eq(there, server))
        .unwrap_or_default()
}

/// The variables of all servers by name.
fn variables<'a>(choices: &[&'a Server]) -> BTreeMap<&'a str, Vec<&'a Variable>> {
    let mut found: BTreeMap<&str, Vec<&Variable>> = BTreeMap::new();
    for variable in choices.iter().flat_map(|server| &server.variables) {
        found.entry(&variable.name).or_default().push(variable);
    }
    found
}

/// The values that all of these list together; none where one of them takes any text.
fn values(
    found: &[&Variable],
    known: Option<&ledger::Block>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, String)> {
    if found.iter().any(|variable| variable.values.is_empty()) {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let all = found.iter().flat_map(|variable| &variable.values);
    let all: Vec<&String> = all.filter(|value| seen.insert(*value)).collect();
    let wanted: Vec<Wanted<'_>> = (all.iter())
        .map(|value| Wanted {
            text: value,
            asked: None,
            pinned: known.and_then(|block| block.member(value)),
            others: Vec::new(),
            at: &found[0].at,
        })
        .collect();
    let names = unique(&mut Scope::new(&["Self"]), Case::Type, &wanted, diagnostics);
    all.into_iter().cloned().zip(names).collect()
}

/// What each server is called: by the document, by its description where that is short and like no other, or by what is
/// special about its URL.
fn texts(choices: &[&Server], all: &[Server]) -> Vec<String> {
    let key = |docs: &str| docs.trim().to_lowercase();
    let is_alone = |docs: &str| {
        let same = all.iter().filter(|other| key(&other.docs) == key(docs));
        same.count() == 1
    };
    let mut common: Option<BTreeSet<&str>> = None;
    for server in choices {
        let words: BTreeSet<&str> = words(&server.url).collect();
        common = Some(match common {
            Some(common) => common.intersection(&words).copied().collect(),
            None => words,
        });
    }
    let common = common.unwrap_or_default();
    let text = |server: &&Server| {
        let docs = server.docs.trim().trim_end_matches('.');
        let count = docs.split_whitespace().count();
        match &server.title {
            Some(title) => title.clone(),
            None if (1..=WORDS).contains(&count) && is_alone(&server.docs) => docs.to_owned(),
            None => of_url(&server.url, &common),
        }
    };
    choices.iter().map(text).collect()
}

/// What stands behind the scheme of a URL, or all of it where a placeholder stands for that.
fn behind_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// The words of a URL, without its scheme and placeholders.
fn words(url: &str) -> impl Iterator<Item = &str> {
    let parts = behind_scheme(url).split('{').enumerate();
    let fixed = parts.filter_map(|(i, part)| match i {
        0 => Some(part),
        _ => part.split_once('}').map(|(_, behind)| behind),
    });
    let words = fixed.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '-'));
    words.filter(|word| !word.is_empty())
}

fn of_url(url: &str, common: &BTreeSet<&str>) -> String {
    if url.starts_with('{') {
        // The method that sets the variable has its name.
        return format!("at {url}");
    }
    let special: Vec<&str> = words(url).filter(|word| !common.contains(word)).collect();
    match special.as_slice() {
        [] => behind_scheme(url).to_owned(),
        special => special.join(" "),
    }
}

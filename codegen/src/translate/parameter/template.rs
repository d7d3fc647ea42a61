//! Path templates: the names in them, and what of them is no path.

use super::{Translation, place};
use crate::ir::{Param, Place, Scalar, Serialization, Type};
use crate::source::Pointer;
use openapiv3::PathItem;

impl<'a> Translation<'a> {
    /// `path` with the names that parameters have, and without query parameters. Some documents write the style into
    /// the template, as RFC 6570 does: `{.id*}` is `{id}`; some what follows the path as well: `?page={page}` and
    /// `{?page}` are nothing if `page` is a query parameter.
    pub(in super::super) fn template(
        &self,
        path: &str,
        item: &'a PathItem,
        found: &'a openapiv3::Operation,
    ) -> String {
        let all = found.parameters.iter().chain(&item.parameters);
        let params: Vec<_> = all
            .filter_map(|param| self.resolver.parameter(param, Pointer::root()))
            .map(|(param, _)| (place(param), param.parameter_data_ref().name.as_str()))
            .collect();
        let is = |at: Place, name: &str| params.contains(&(at, name));
        let mut plain = path.to_owned();
        for name in placeholders(path).filter(|name| !is(Place::Path, name)) {
            if let Some(names) = name.strip_prefix(['?', '&']) {
                let mut names = names.split(',').map(|name| name.trim_end_matches('*'));
                if names.all(|name| is(Place::Query, name)) {
                    plain = plain.replace(&format!("{{{name}}}"), "");
                }
                continue;
            }
            let meant = name
                .trim_start_matches(['.', ';', '+'])
                .trim_end_matches('*');
            if is(Place::Path, meant) {
                plain = plain.replace(&format!("{{{name}}}"), &format!("{{{meant}}}"));
            }
        }
        without_pairs(&plain, |name| {
            !is(Place::Path, name) && is(Place::Query, name)
        })
    }
}

/// `path` without the pairs `name={name}` of its query that are parameters of their own.
fn without_pairs(path: &str, is_param: impl Fn(&str) -> bool) -> String {
    let Some((before, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let (query, fragment) = match query.find('#') {
        Some(at) => query.split_at(at),
        None => (query, ""),
    };
    let is_left = |pair: &&str| match pair.split_once('=') {
        Some((name, value)) => !(value == format!("{{{name}}}") && is_param(name)),
        None => true,
    };
    let left: Vec<&str> = query.split('&').filter(is_left).collect();
    match left.is_empty() {
        true => format!("{before}{fragment}"),
        false => format!("{before}?{}{fragment}", left.join("&")),
    }
}

/// The names between braces in a path template.
pub(super) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .filter(|name| !name.is_empty())
}

/// The parameter for a placeholder that none declares.
pub(super) fn undeclared(name: &str, at: &Pointer) -> Param {
    Param {
        wire: name.to_owned(),
        name: None,
        place: Place::Path,
        ty: Type::Scalar(Scalar::String),
        serialization: Serialization::of(Place::Path),
        allow_empty: false,
        required: true,
        default: None,
        docs: String::new(),
        deprecated: false,
        sensitive: false,
        rules: Vec::new(),
        at: at.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_pairs;

    #[test]
    fn pairs_of_parameters_go() {
        let check = |path: &str, expected: &str| {
            assert_eq!(without_pairs(path, |name| name.starts_with('y')), expected);
        };
        check("/x", "/x");
        check("/x?y={y}", "/x");
        check("/x?a=1&y={y}&z={z}#f", "/x?a=1&z={z}#f");
        check("/x?y={y}&yy={yy}#f", "/x#f");
        check("/x?y=1&q={y}&y", "/x?y=1&q={y}&y");
    }
}

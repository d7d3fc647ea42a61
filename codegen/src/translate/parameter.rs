//! Parameters: where they go, what they are, and what of them is not supported.

use super::Translation;
use super::facts::{Node, Placed};
use super::operation::text;
use crate::diagnostic::Diagnostic;
use crate::ir::{OperationId, Origin, Owner, Param, Place, Step, Type};
use crate::source::Pointer;
use openapiv3::{
    Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::Value as Json;

/// A parameter that the client cannot send.
const UNSUPPORTED_PARAMETER: &str = "unsupported-parameter";

/// A parameter that is sent in another style than the document says.
const OTHER_STYLE: &str = "parameter-style-ignored";

/// A `{placeholder}` in a path that no parameter declares.
const UNDECLARED: &str = "undeclared-path-parameter";

/// An operation declares a parameter twice.
const REPEATED: &str = "repeated-parameter";

/// A path parameter that claims to be optional.
const OPTIONAL_PATH: &str = "optional-path-parameter";

/// Header parameters that OpenAPI 3.0.3 says to ignore: other parts of the document describe them.
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'a> Translation<'a> {
    /// The operation's parameters; those of the path item count where the operation has none of that name and place.
    pub(super) fn params(
        &mut self,
        path: &str,
        item: &'a PathItem,
        found: &'a openapiv3::Operation,
        id: OperationId,
        at: &Pointer,
        here: &Pointer,
    ) -> Vec<Param> {
        let own = found
            .parameters
            .iter()
            .enumerate()
            .map(|(i, param)| (param, here.join("parameters").index(i)));
        let shared = item
            .parameters
            .iter()
            .enumerate()
            .map(|(i, param)| (param, at.join("parameters").index(i)));
        let mut params: Vec<Param> = Vec::new();
        // A parameter that is left out is declared all the same.
        let mut declared = Vec::new();
        for (index, (param, at)) in own.chain(shared).enumerate() {
            declared.extend(
                self.resolver
                    .parameter(param, at.clone())
                    .map(|(param, _)| param),
            );
            let Some(param) = self.param(param, at, path, id) else {
                continue;
            };
            let known = params
                .iter()
                .find(|known| known.wire == param.wire && known.place == param.place);
            match known.map(|known| known.at.clone()) {
                None => params.push(param),
                // Those of the path item are there to be overridden.
                Some(first) if index < found.parameters.len() => self.repeated(&param, first),
                Some(_) => {}
            }
        }
        let is_declared = |name: &str| {
            declared
                .iter()
                .any(|param| place(param) == Place::Path && param.parameter_data_ref().name == name)
        };
        for name in placeholders(path) {
            let is_known = params
                .iter()
                .any(|param| param.place == Place::Path && param.wire == name);
            if is_known {
                continue;
            }
            if !is_declared(name) {
                let message = format!(
                    "`{name}` stands in the path but is no parameter; it is taken for a required text"
                );
                self.warn(Diagnostic::warning(UNDECLARED, here.clone(), message));
            }
            params.push(undeclared(name, here));
        }
        params
    }

    /// `path` with the names that parameters have. Some documents write the style into the template, as
    /// RFC 6570 does: `{.id*}` is `{id}`.
    pub(super) fn template(
        &self,
        path: &str,
        item: &'a PathItem,
        found: &'a openapiv3::Operation,
    ) -> String {
        let all = found.parameters.iter().chain(&item.parameters);
        let params = all.filter_map(|param| self.resolver.parameter(param, Pointer::root()));
        let declared: Vec<&str> = params
            .filter(|(param, _)| place(param) == Place::Path)
            .map(|(param, _)| param.parameter_data_ref().name.as_str())
            .collect();
        let mut plain = path.to_owned();
        for name in placeholders(path).filter(|name| !declared.contains(name)) {
            let meant = name
                .trim_start_matches(['.', ';', '+'])
                .trim_end_matches('*');
            if declared.contains(&meant) {
                plain = plain.replace(&format!("{{{name}}}"), &format!("{{{meant}}}"));
            }
        }
        plain
    }

    fn repeated(&mut self, param: &Param, first: Pointer) {
        let message = format!(
            "the {} parameter `{}` is declared before; the first one counts",
            param.place.as_str(),
            param.wire
        );
        let warning = Diagnostic::warning(REPEATED, param.at.clone(), message);
        self.warn(warning.related(first, "first"));
    }

    fn param(
        &mut self,
        found: &'a ReferenceOr<Parameter>,
        at: Pointer,
        path: &str,
        id: OperationId,
    ) -> Option<Param> {
        let resolver = self.resolver;
        let Some((param, at)) = resolver.parameter(found, at.clone()) else {
            if let ReferenceOr::Reference { reference } = found {
                self.dangling(reference, &at, "this is no parameter; it is left out");
            }
            return None;
        };
        let data = param.parameter_data_ref();
        let place = place(param);
        if place == Place::Header
            && IGNORED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        if place == Place::Path && !placeholders(path).any(|name| name == data.name) {
            let message = format!(
                "`{}` is a path parameter, but `{path}` has no such placeholder; it is left out",
                data.name
            );
            self.warn(Diagnostic::warning(UNSUPPORTED_PARAMETER, at, message));
            return None;
        }
        if place == Place::Path && !data.required {
            let message = format!(
                "`{}` is a path parameter, which must be `required: true`; it is taken to be",
                data.name
            );
            self.warn(Diagnostic::warning(OPTIONAL_PATH, at.clone(), message));
        }
        let placed = self.param_schema(&data.format, &at)?;
        let notes = self.notes(&placed);
        let origin = Origin {
            owner: Owner::Operation(id),
            steps: vec![Step::Param(data.name.clone())],
        };
        let (ty, _) = self.placed(&placed, origin).without_null();
        if !matches!(ty, Type::Scalar(_)) {
            self.style(param, &at);
        }
        let marked = data
            .extensions
            .get("x-callsmith-sensitive")
            .and_then(Json::as_bool);
        Some(Param {
            wire: data.name.clone(),
            name: text(&data.extensions, "name"),
            place,
            ty,
            required: data.required || place == Place::Path,
            default: notes.default,
            docs: data
                .description
                .clone()
                .filter(|docs| !docs.is_empty())
                .unwrap_or(notes.docs),
            deprecated: data.deprecated.unwrap_or(false) || notes.deprecated,
            sensitive: marked.unwrap_or(notes.sensitive),
            rules: self.rules(&placed),
            at,
        })
    }

    /// Lists and objects are sent in the default style of their place.
    fn style(&mut self, param: &Parameter, at: &Pointer) {
        let other_style = match param {
            Parameter::Query { style, .. } => *style != QueryStyle::Form,
            Parameter::Path { style, .. } => *style != PathStyle::Simple,
            Parameter::Header { .. } | Parameter::Cookie { .. } => false,
        };
        let explode = param.parameter_data_ref().explode;
        let default = matches!(param, Parameter::Query { .. } | Parameter::Cookie { .. });
        if other_style || explode.is_some_and(|explode| explode != default) {
            let message = "the `style` and `explode` of this parameter are not supported yet: its lists and objects are sent in the default style";
            self.warn(Diagnostic::warning(OTHER_STYLE, at.clone(), message));
        }
    }

    fn param_schema(
        &mut self,
        format: &'a ParameterSchemaOrContent,
        at: &Pointer,
    ) -> Option<Placed<'a>> {
        match format {
            ParameterSchemaOrContent::Schema(schema) => Some(Placed {
                node: Node::from(schema),
                at: at.join("schema"),
            }),
            ParameterSchemaOrContent::Content(_) => {
                let message =
                    "parameters with `content` are not supported yet; this one is left out";
                self.warn(Diagnostic::warning(
                    UNSUPPORTED_PARAMETER,
                    at.clone(),
                    message,
                ));
                None
            }
        }
    }
}

fn place(param: &Parameter) -> Place {
    match param {
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Path { .. } => Place::Path,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

/// The names between braces in a path template.
pub(super) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .filter(|name| !name.is_empty())
}

fn undeclared(name: &str, at: &Pointer) -> Param {
    Param {
        wire: name.to_owned(),
        name: None,
        place: Place::Path,
        ty: Type::Scalar(crate::ir::Scalar::String),
        required: true,
        default: None,
        docs: String::new(),
        deprecated: false,
        sensitive: false,
        rules: Vec::new(),
        at: at.clone(),
    }
}

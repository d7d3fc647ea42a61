//! How a parameter's value becomes text: `style`, `explode`, `allowReserved`, `content`.

use super::super::facts::{Node, Placed};
use super::super::response::is_json;
use super::{Translation, place};
use crate::diagnostic::Diagnostic;
use crate::ir::{Place, Serialization, Style, StyleName};
use crate::source::Pointer;
use openapiv3::{
    Content, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
};
use serde_json::Value as Json;

/// A parameter has a media type of which the client knows no form.
const OTHER_CONTENT: &str = "parameter-content-as-text";

impl<'a> Translation<'a> {
    /// How the parameter is written, and the schema of its values, if it has one.
    pub(super) fn written(
        &mut self,
        param: &'a Parameter,
        at: &Pointer,
    ) -> (Serialization, Option<Placed<'a>>) {
        match &param.parameter_data_ref().format {
            ParameterSchemaOrContent::Schema(schema) => {
                let placed = Placed {
                    node: Node::from(schema),
                    at: at.join("schema"),
                };
                (Serialization::Style(style(param)), Some(placed))
            }
            ParameterSchemaOrContent::Content(content) => self.content(content, at),
        }
    }

    /// The one media type that `content` has.
    fn content(
        &mut self,
        content: &'a Content,
        at: &Pointer,
    ) -> (Serialization, Option<Placed<'a>>) {
        let at = at.join("content");
        let Some((name, media)) = content.first() else {
            return (Serialization::Text, None);
        };
        let at = at.join(name);
        let json = is_json(name);
        if !json && !name.to_ascii_lowercase().starts_with("text/plain") {
            let message = format!(
                "parameters of type `{name}` are sent as the text that the caller gives, lists with commas between"
            );
            self.warn(Diagnostic::warning(OTHER_CONTENT, at.clone(), message));
        }
        let placed = media.schema.as_ref().map(|schema| Placed {
            node: Node::from(schema),
            at: at.join("schema"),
        });
        let written = match json {
            true => Serialization::Json,
            false => Serialization::Text,
        };
        (written, placed)
    }
}

fn style(param: &Parameter) -> Style {
    let data = param.parameter_data_ref();
    let name = match param {
        Parameter::Query { style, .. } => match style {
            QueryStyle::Form => StyleName::Form,
            QueryStyle::SpaceDelimited => StyleName::SpaceDelimited,
            QueryStyle::PipeDelimited => StyleName::PipeDelimited,
            QueryStyle::DeepObject => StyleName::DeepObject,
        },
        Parameter::Path { style, .. } => match style {
            PathStyle::Simple => StyleName::Simple,
            PathStyle::Label => StyleName::Label,
            PathStyle::Matrix => StyleName::Matrix,
        },
        Parameter::Header { .. } => StyleName::Simple,
        Parameter::Cookie { .. } if carried(data, "style") == Some(&"cookie".into()) => {
            StyleName::Cookie
        }
        Parameter::Cookie { .. } => StyleName::Form,
    };
    Style {
        name,
        explode: data.explode.unwrap_or(name.explodes()),
        allow_reserved: allow_reserved(param),
    }
}

/// In a query, and from OpenAPI 3.2 on in a path as well.
fn allow_reserved(param: &Parameter) -> bool {
    match param {
        Parameter::Query { allow_reserved, .. } => *allow_reserved,
        _ if place(param) == Place::Path => {
            carried(param.parameter_data_ref(), "allowReserved") == Some(&Json::Bool(true))
        }
        _ => false,
    }
}

/// What lowering has carried over, because `openapiv3` does not know it in this place.
fn carried<'a>(data: &'a ParameterData, keyword: &str) -> Option<&'a Json> {
    data.extensions.get(&format!("x-oas31-{keyword}"))
}

//! Styles of parameters, now that it is known what their types are.
//!
//! What makes no difference for a type becomes the default of its place, so that it costs nothing in generated code.
//! What the specification leaves undefined for a type is reported, with what is sent.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Param, Place, Serialization, Sort, Style, StyleName};

/// The specification says nothing of this style for this type.
const UNDEFINED: &str = "parameter-style-undefined";

/// Settles the style of every parameter.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let places = api.operations.iter().enumerate();
    let all: Vec<_> = places
        .flat_map(|(o, operation)| (0..operation.params.len()).map(move |p| (o, p)))
        .collect();
    for (o, p) in all {
        let sort = api.sort(&api.operations[o].params[p].ty);
        let param = &mut api.operations[o].params[p];
        let Serialization::Style(style) = param.serialization else {
            continue;
        };
        if let Some(warning) = undefined(param, style, sort) {
            diagnostics.push(warning);
        }
        param.serialization = Serialization::Style(plain(style, sort, param.place));
    }
}

/// The cells of the table "Style Examples" (OpenAPI 3.1.1, 4.8.12.6) that are `n/a`.
fn undefined(param: &Param, style: Style, sort: Sort) -> Option<Diagnostic> {
    let name = style.name.as_str();
    let delimited = matches!(
        style.name,
        StyleName::SpaceDelimited | StyleName::PipeDelimited
    );
    let message = match (style.name, sort) {
        (StyleName::DeepObject, Sort::Scalar) => {
            format!("`{name}` is for objects; this is sent as `name=value`")
        }
        (StyleName::DeepObject, Sort::List) => {
            format!("`{name}` is for objects; the elements of this list are sent as `name[]=value`")
        }
        (StyleName::DeepObject, _) if !style.explode => {
            format!("`{name}` means nothing with `explode: false`; it is sent as if exploded")
        }
        (_, Sort::Scalar) if delimited => {
            format!("`{name}` is for lists and objects; this is sent as `name=value`")
        }
        (_, Sort::List | Sort::Object | Sort::Any) if delimited && style.explode => {
            format!("`{name}` means nothing with `explode: true`; this is sent in `form` style")
        }
        _ => return None,
    };
    Some(Diagnostic::warning(UNDEFINED, param.at.clone(), message))
}

/// The same style in its simplest form.
fn plain(mut style: Style, sort: Sort, place: Place) -> Style {
    use StyleName::{DeepObject, Form, PipeDelimited, Simple, SpaceDelimited};
    match style.name {
        // What is delimited and exploded has no delimiters left.
        SpaceDelimited | PipeDelimited if style.explode => style.name = Form,
        DeepObject => style.explode = true,
        _ => {}
    }
    if sort == Sort::Scalar && place == Place::Query {
        style.name = Form;
    }
    // One text cannot explode, and elements of `simple` have commas between them either way.
    if sort == Sort::Scalar || (style.name, sort) == (Simple, Sort::List) {
        style.explode = style.name.explodes();
    }
    style
}

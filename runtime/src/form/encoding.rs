//! What a document says of a field: its Encoding Object (OpenAPI 3.1.1, 4.8.15).

use crate::query::Style;

/// How a field of a form, or a part of a multipart body, is written.
///
/// ```
/// use callsmith_runtime::{Encoding, Style};
///
/// const COVER: Encoding = Encoding::of("cover").content_type("image/png").headers(&[("X-Kind", "cover")]);
/// const FILTER: Encoding = Encoding::of("filter").style(Style::DEEP_OBJECT);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    pub(super) name: &'static str,
    pub(super) content_type: Option<&'static str>,
    pub(super) style: Option<Style>,
    pub(super) headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// Nothing in particular of the field of this name.
    pub const fn of(name: &'static str) -> Self {
        Self {
            name,
            content_type: None,
            style: None,
            headers: &[],
        }
    }

    /// The media type of the part: `contentType`. A file may have one of its own.
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// The style of the field, as for a parameter of a query: `style`, `explode` and `allowReserved`.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Further headers of the part.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Whether the document wants JSON.
    pub(super) fn is_json(&self) -> bool {
        self.content_type.is_some_and(is_json)
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
}

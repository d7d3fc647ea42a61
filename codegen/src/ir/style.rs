//! How the value of a parameter becomes text (OpenAPI 3.1.1, Parameter Object).

use super::Place;

/// `style` with what belongs to it, or `content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serialization {
    /// A style.
    Style(Style),
    /// `content` of a media type of JSON: the JSON text.
    Json,
    /// `content` of another media type: the text as it is.
    Text,
}

/// `style`, `explode` and `allowReserved`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// `style`
    pub name: StyleName,
    /// Whether elements and entries stand by themselves.
    pub explode: bool,
    /// Whether reserved characters pass as they are.
    pub allow_reserved: bool,
}

/// A value of `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleName {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie`, of OpenAPI 3.2
    Cookie,
}

impl StyleName {
    /// The word of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            StyleName::Simple => "simple",
            StyleName::Label => "label",
            StyleName::Matrix => "matrix",
            StyleName::Form => "form",
            StyleName::SpaceDelimited => "spaceDelimited",
            StyleName::PipeDelimited => "pipeDelimited",
            StyleName::DeepObject => "deepObject",
            StyleName::Cookie => "cookie",
        }
    }

    /// What `explode` is where the document does not say. It says `false` of `deepObject`, and also that this means
    /// nothing: there it is `true`.
    pub fn explodes(self) -> bool {
        matches!(
            self,
            StyleName::Form | StyleName::Cookie | StyleName::DeepObject
        )
    }

    /// The style of its own name, with nothing else said.
    pub fn plain(self) -> Style {
        Style {
            name: self,
            explode: self.explodes(),
            allow_reserved: false,
        }
    }
}

impl Serialization {
    /// What a place has where the document says nothing.
    pub fn of(place: Place) -> Self {
        Serialization::Style(match place {
            Place::Path | Place::Header => StyleName::Simple.plain(),
            Place::Query | Place::Cookie => StyleName::Form.plain(),
        })
    }
}

/// A header that the document lists among the parameters and that no caller needs to set.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name, for example `Accept`.
    pub name: String,
    /// What it holds.
    pub sent: Sent,
    /// Where it stands.
    pub at: crate::source::Pointer,
}

/// What a header holds that no caller needs to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// This text, unless a caller sets another one.
    Text(String),
    /// The credential of a security scheme.
    Credential,
    /// What follows from the request itself: its media type, that of its answer, its length.
    Message,
}

//! How a parameter is written: data of generated code.

/// How the value of a parameter becomes text (OpenAPI 3.1.1, Parameter Object: `style`, `explode`, `allowReserved`,
/// `content`). [`parameters`](crate::parameters) shows each of them.
///
/// Without one, a path or a header is [`Style::SIMPLE`], a query or a cookie [`Style::FORM`].
///
/// ```
/// use callsmith_runtime::Style;
///
/// const TAGS: Style = Style::FORM.explode(false); // tags=a,b
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(super) kind: Kind,
    pub(super) explode: bool,
    pub(super) reserved: bool,
    pub(super) empty: bool,
}

/// The word of `style`, or what `content` says instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Cookie,
    Json,
    Text,
}

impl Style {
    /// `simple`: `a,b`.
    pub const SIMPLE: Self = Self::new(Kind::Simple, false);
    /// `label`: `.a,b`.
    pub const LABEL: Self = Self::new(Kind::Label, false);
    /// `matrix`: `;name=a,b`.
    pub const MATRIX: Self = Self::new(Kind::Matrix, false);
    /// `form`, exploded: `name=a&name=b`.
    pub const FORM: Self = Self::new(Kind::Form, true);
    /// `spaceDelimited`: `name=a%20b`.
    pub const SPACE_DELIMITED: Self = Self::new(Kind::Space, false);
    /// `pipeDelimited`: `name=a%7Cb`.
    pub const PIPE_DELIMITED: Self = Self::new(Kind::Pipe, false);
    /// `deepObject`: `name[key]=a`, and `name[key][inner]=a` for what lies deeper.
    pub const DEEP_OBJECT: Self = Self::new(Kind::Deep, true);
    /// `cookie` of OpenAPI 3.2, exploded: `name=a; name=b`, nothing escaped.
    pub const COOKIE: Self = Self::new(Kind::Cookie, true);
    /// `content` of a media type of JSON: the value's JSON text.
    pub const JSON: Self = Self::new(Kind::Json, false);
    /// `content` of any other media type: the text itself.
    pub const TEXT: Self = Self::new(Kind::Text, false);

    const fn new(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
            empty: false,
        }
    }

    /// Whether elements and entries stand by themselves: `explode`.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Lets the reserved characters of URLs pass, and escapes that are there already: `allowReserved`. What would end
    /// the value (`&`, `+` and `#` in a query, `/`, `?` and `#` in a path, and brackets) is escaped all the same.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Sends an empty list or object as `name=`: `allowEmptyValue`.
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }
}

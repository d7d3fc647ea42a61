//! A text that does not grow.

/// A text in two words, of which the empty one takes no memory: unlike with `Box<str>` there is one in a constant.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Fixed(Option<Box<str>>);

impl Fixed {
    /// No text. All other texts have a box, so that equal texts are equal.
    pub(super) const EMPTY: Self = Self(None);

    pub(super) fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl From<&str> for Fixed {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| text.into()))
    }
}

impl From<String> for Fixed {
    fn from(text: String) -> Self {
        Self((!text.is_empty()).then(|| text.into()))
    }
}

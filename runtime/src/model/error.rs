//! What can go wrong between text and types.

use std::fmt;

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a value could not be read or written, without the place: [`DecodeFault`] adds it.
///
/// One pointer, so that `Result<()>` travels in a register.
#[derive(Debug)]
pub struct Error(Box<Option<String>>);

impl Error {
    /// An error with this message, which must not repeat what the document holds: it travels into logs.
    #[cold]
    pub fn new(message: impl fmt::Display) -> Self {
        Error(Box::new(Some(message.to_string())))
    }

    /// The place below has failed and has told the root why; the format's own error is kept by its reader.
    #[cold]
    pub(super) fn below() -> Self {
        Error(Box::new(None))
    }

    pub(super) fn message(&self) -> &str {
        self.0.as_deref().unwrap_or("the value is not valid")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}

/// Never reached: by the time derived code looks, every required field has been checked.
#[cold]
pub fn missing<T>() -> Result<T> {
    Err(Error::new("a required field is missing"))
}

/// Where and why a document is not what its type says.
///
/// Gives path, kind and position only, never a value of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFault {
    pub(super) path: String,
    pub(super) message: String,
    pub(super) position: Option<(usize, usize)>,
}

impl DecodeFault {
    /// What is wrong with a body as a whole.
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self {
            path: "$".to_owned(),
            message: message.into(),
            position: None,
        }
    }

    /// The place, for example `$.messages[0].text`. Names that do not look like names are shown as `[*]`, because keys
    /// of maps can be values (a phone number, an address).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, for example "expected a string, found a number".
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line the reader had come to, counted from 1. Absent for a value that was not read from text.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|(line, _)| line)
    }

    /// The column the reader had come to, counted from 1 in bytes. Absent for a value that was not read from text.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|(_, column)| column)
    }
}

impl fmt::Display for DecodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)?;
        match self.position {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeFault {}

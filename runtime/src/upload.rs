//! A file inside of a multipart body.

use crate::body::{Body, Source};
use crate::model::{self, Blank, Error, In, Result, Value, View};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;

/// A file to be sent as a part of a multipart body: bytes, a stream or a file, with a name and a media type.
///
/// ```
/// use callsmith_runtime::{Body, model::Upload};
///
/// let upload = Upload::from(vec![0x49, 0x44, 0x33]).file_name("hello.mp3").media_type("audio/mpeg");
/// let zeros = Body::from_fn(|| Body::from(vec![0; 1000])).with_length(1000);
/// let large = Upload::from(zeros);
/// ```
///
/// Without a name it is sent as `blob`, as browsers do, since servers tell files from other parts by it. Without a media
/// type it has the one that the document names, else `application/octet-stream`. `Debug` shows no content.
///
/// A clone is the same file: a stream that is there once can be sent in one of them only. JSON has no form for it: a
/// request with one there is not sent.
#[derive(Clone)]
pub struct Upload {
    content: Source,
    file_name: Option<Arc<str>>,
    media_type: Option<Arc<str>>,
}

impl Upload {
    /// What is in a file, under that file's name. See [`Body::file`].
    ///
    /// # Errors
    ///
    /// There is no such file, or it is something else.
    #[cfg(any(feature = "hyper", feature = "blocking"))]
    pub fn file(path: impl Into<std::path::PathBuf>) -> std::io::Result<Self> {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into());
        Ok(Self {
            file_name: name,
            ..Body::file(path)?.into()
        })
    }

    /// The name that the server is told, for example `hello.mp3`.
    pub fn file_name(mut self, name: &str) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// What it is, for example `audio/mpeg`.
    pub fn media_type(mut self, media_type: &str) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    pub(crate) fn content(&self) -> Source {
        self.content.clone()
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub(crate) fn kind(&self) -> Option<&str> {
        self.media_type.as_deref()
    }
}

impl From<Body> for Upload {
    fn from(body: Body) -> Self {
        Self {
            content: body.into(),
            file_name: None,
            media_type: None,
        }
    }
}

macro_rules! whole {
    ($($bytes:ty),*) => {$(
        impl From<$bytes> for Upload {
            fn from(bytes: $bytes) -> Self {
                Body::from(bytes).into()
            }
        }
    )*};
}

// Not of text: `"a.mp3"` is more likely meant as a path.
whole!(Bytes, Vec<u8>, &'static [u8]);

impl Value for Upload {
    fn read(input: In<'_>) -> Result<Self> {
        let _ = input;
        Err(Error::new(NO_JSON))
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        model::refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Upload(self)
    }
}

impl Blank for Upload {
    const BLANK: Self = Self {
        content: Source::NOTHING,
        file_name: None,
        media_type: None,
    };
}

/// Why it cannot be written.
pub(crate) const NO_JSON: &str = "a file is sent in multipart bodies only, JSON has no form for it";

/// The same bytes, or the same stream, under the same name.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        self.content.is_same(&other.content)
            && (&self.file_name, &self.media_type) == (&other.file_name, &other.media_type)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        shown
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

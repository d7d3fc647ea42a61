//! What a schema stands in.

use std::fmt;

use serde::Serialize;

/// What a schema stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Carrier {
    /// A component.
    #[default]
    Component,
    /// A parameter.
    Parameter,
    /// A header of an answer or of a part of a body.
    Header,
    /// A body of JSON.
    Json,
    /// A body of `application/x-www-form-urlencoded`.
    Form,
    /// A body of `multipart/...`.
    Multipart,
    /// Any other body.
    OtherBody,
    /// What the server sends of its own accord.
    Webhook,
}

impl Carrier {
    /// What a body of this media type is.
    pub(super) fn of_body(media: &str) -> Self {
        let essence = media.split(';').next().unwrap_or_default().trim();
        match essence.to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            multipart if multipart.starts_with("multipart/") => Self::Multipart,
            "*/*" | "application/*" => Self::Json,
            json if json.ends_with("json") => Self::Json,
            _ => Self::OtherBody,
        }
    }
}

impl fmt::Display for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Component => "component",
            Self::Parameter => "parameter",
            Self::Header => "header",
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::OtherBody => "other body",
            Self::Webhook => "webhook",
        })
    }
}

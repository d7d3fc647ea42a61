//! Why a pattern is not checked.

use std::fmt;

/// Why a pattern is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Unsupported {
    LookAround,
    BackReference,
    Properties,
    Surrogate,
    Slashes,
    OtherDialect,
    Malformed,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unsupported::LookAround => {
                "it looks ahead or behind, which takes more than linear time"
            }
            Unsupported::BackReference => {
                "it refers back to a group, which takes more than linear time"
            }
            Unsupported::Properties => {
                "it names Unicode properties, whose tables no client is to carry"
            }
            Unsupported::Surrogate => "it names half a character of UTF-16",
            Unsupported::Slashes => {
                "it is written between slashes, as in a program; a pattern has none"
            }
            Unsupported::OtherDialect => {
                "it is written in another dialect than ECMA-262, where it means something else"
            }
            Unsupported::Malformed => "it is no regular expression, or too large",
        })
    }
}

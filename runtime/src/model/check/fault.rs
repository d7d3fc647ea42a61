//! A value that breaks a rule.

use super::Rule;
use std::fmt;

/// A value of a request that breaks a rule of the API's document. Says where and which rule, never the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// `$` for the body, else the parameter's name.
    root: &'static str,
    path: String,
    rule: Rule,
}

impl Fault {
    /// `at` begins with `$`.
    pub(super) fn new(root: &'static str, at: &str, rule: Rule) -> Self {
        let below = at.strip_prefix('$').unwrap_or(at);
        Fault {
            root,
            path: format!("{root}{below}"),
            rule,
        }
    }

    /// Where: `$.contact.phoneNumber` in the body, `page_size` for a parameter, `tags[2]` inside one. Keys that do not
    /// look like names are shown as `[*]`, because keys of maps can be values (a phone number, an address).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule that is broken.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Which part of the request it is in.
    pub(crate) fn root(&self) -> &'static str {
        self.root
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.path, self.rule)
    }
}

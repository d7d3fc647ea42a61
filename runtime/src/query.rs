//! Values as text in paths, queries, headers and cookies: the parameter styles of OpenAPI (3.1.1, 4.8.12.2 to 4.8.12.6).
//!
//! A [`Style`] says how, [`parts`] what a value is made of, [`escape`] which characters pass. What may stand several
//! times, as `name=value`, is made by [`pairs`] (queries, cookies, forms); what stands once by [`expand`] (paths,
//! headers). `runtime/docs/parameters.md` says for users what becomes of which value.

mod escape;
mod expand;
mod pairs;
mod parts;
mod style;

pub(crate) use expand::{header, path};
pub(crate) use pairs::{cookie, field, pair, query};
pub(crate) use parts::{Shape, json};
pub use style::Style;

#[cfg(test)]
mod tests;

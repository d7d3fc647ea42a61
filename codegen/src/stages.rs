//! The stages of the work, for who measures them. The generator itself has no clock.

/// A part of the work, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Text to tree; the ledger, too.
    Load,
    /// Several files to one document, and overlays.
    Bundle,
    /// The words of 3.1 to those of 3.0.
    Lower,
    /// The tree to `openapiv3`, and where its `$ref`s lead.
    Resolve,
    /// Schemas and operations to types and methods.
    Translate,
    /// What is decided over all of them: sharing, recursion, pages, examples.
    Passes,
    /// Names, and the ledger of them.
    Name,
    /// Types and methods to tokens.
    Emit,
    /// Tokens to text.
    Format,
    /// Surface, versions, outline.
    Rest,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Stage; 10] = [
        Stage::Load,
        Stage::Bundle,
        Stage::Lower,
        Stage::Resolve,
        Stage::Translate,
        Stage::Passes,
        Stage::Name,
        Stage::Emit,
        Stage::Format,
        Stage::Rest,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Load => "load",
            Stage::Bundle => "bundle",
            Stage::Lower => "lower",
            Stage::Resolve => "resolve",
            Stage::Translate => "translate",
            Stage::Passes => "passes",
            Stage::Name => "name",
            Stage::Emit => "emit",
            Stage::Format => "format",
            Stage::Rest => "rest",
        }
    }
}

/// Is told of every stage that begins; emitting and formatting take turns, item by item.
pub trait Watch: Sync {
    /// What comes now is `stage`.
    fn begins(&self, stage: Stage);
}

/// Nobody measures.
pub(crate) struct Nobody;

impl Watch for Nobody {
    fn begins(&self, _: Stage) {}
}

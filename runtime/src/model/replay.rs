//! A value that can be read several times, for those who have to try.

use super::input::{In, Target};
use super::path::Path;
use super::read_json::feed;
use super::tree::Tree;
use super::{Json, Result, Value};

/// A scalar, or a tree in memory with the place it came from.
pub(super) enum Replay<'a> {
    Scalar(In<'a>),
    Tree(Tree<'a>, &'a Path<'a>),
}

impl In<'_> {
    /// Makes the value readable several times; reads objects and arrays into memory unless they are there already.
    ///
    /// Fails only if the document cannot be read, or if `see` fails.
    pub(super) fn replay(self, see: &mut dyn FnMut(&Replay<'_>) -> Result<()>) -> Result<()> {
        match self {
            In::Object(entries) => {
                if let Some(tree) = entries.source() {
                    return see(&Replay::Tree(tree, entries.path()));
                }
                let json = Json::read(In::Object(&mut *entries))?;
                show(&json, entries.path(), see)
            }
            In::List(elements) => {
                if let Some(tree) = elements.source() {
                    return see(&Replay::Tree(tree, elements.path()));
                }
                let json = Json::read(In::List(&mut *elements))?;
                show(&json, elements.path(), see)
            }
            scalar => see(&Replay::Scalar(scalar)),
        }
    }
}

/// Shows a value in memory whose owner lets go of it afterwards.
pub(super) fn show(
    json: &Json,
    at: &Path<'_>,
    see: &mut dyn FnMut(&Replay<'_>) -> Result<()>,
) -> Result<()> {
    let result = see(&Replay::Tree(Tree::whole(json), at));
    at.forget_choices();
    result
}

impl Replay<'_> {
    /// The tree, if it is one.
    pub(super) fn tree(&self) -> Option<Tree<'_>> {
        match self {
            Replay::Tree(tree, _) => Some(*tree),
            Replay::Scalar(_) => None,
        }
    }

    /// Reads the value into `target`.
    pub(super) fn put(&self, mut target: Target<'_>) -> Result<()> {
        match self {
            Replay::Scalar(input) => match input.again() {
                Some(input) => target.put(input),
                None => Ok(()),
            },
            Replay::Tree(tree, at) => feed(*tree, target, at),
        }
    }

    /// Tries to read the value into `target`; a failure leaves no trace.
    pub(super) fn attempt(&self, target: Target<'_>) -> bool {
        let done = self.put(target).is_ok();
        if let (false, Replay::Tree(_, at)) = (done, self) {
            at.retract();
        }
        done
    }
}

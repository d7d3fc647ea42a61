//! What comes back when it went well.

use super::{Payload, StatusMatch, Type};
use crate::source::Pointer;

/// The successes of an operation (OpenAPI 3.0.3, Responses Object): what its method gives, and what else can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// What the method gives.
    pub own: Own,
    /// The media types it is asked for under; empty where that is `application/json` or nothing.
    pub accept: Vec<String>,
    /// What an event of `text/event-stream` is, where that is not the method's own.
    pub events: Option<Type>,
    /// What a line of JSON is, and its media types, where that is not the method's own.
    pub lines: Option<(Type, Vec<String>)>,
    /// Further media types, given as bytes.
    pub others: Vec<String>,
    /// The headers that come with it: a struct of optional fields.
    pub headers: Option<Type>,
}

/// The kinds of answers that a method can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Own {
    /// Nothing.
    Empty,
    /// JSON of this type.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// A stream of events with data of this type.
    Events(Type),
    /// A stream of JSON texts of this type.
    Lines(Type),
    /// One of these, by status.
    ByStatus(Vec<Arm>),
}

/// One of several successes of different types.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Which answers it covers.
    pub status: StatusMatch,
    /// Its body: nothing, JSON, text or bytes.
    pub body: Own,
    /// The description.
    pub docs: String,
    /// Where it stands.
    pub at: Pointer,
}

impl Success {
    /// An answer without content.
    pub fn empty() -> Self {
        Self {
            own: Own::Empty,
            accept: Vec::new(),
            events: None,
            lines: None,
            others: Vec::new(),
            headers: None,
        }
    }

    /// The same body where it means a refusal.
    pub fn payload(&self) -> Payload {
        match &self.own {
            Own::Json(ty) => Payload::Json(ty.clone()),
            Own::Empty => Payload::Empty,
            _ => Payload::Raw(self.accept.first().cloned().unwrap_or_default()),
        }
    }

    /// The type of its JSON under this status.
    pub fn json(&self, status: StatusMatch) -> Option<&Type> {
        match &self.own {
            Own::Json(ty) => Some(ty),
            Own::ByStatus(arms) => {
                let arm = arms.iter().find(|arm| arm.status == status)?;
                match &arm.body {
                    Own::Json(ty) => Some(ty),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// All types in it.
    pub fn types(&self) -> Vec<&Type> {
        let further = self
            .events
            .iter()
            .chain(self.lines.iter().map(|(ty, _)| ty));
        let mut all: Vec<&Type> = further.chain(&self.headers).collect();
        match &self.own {
            Own::ByStatus(arms) => all.extend(arms.iter().filter_map(|arm| arm.body.ty())),
            own => all.extend(own.ty()),
        }
        all
    }

    /// The same, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let lines = self.lines.iter_mut().map(|(ty, _)| ty);
        let further = self.events.iter_mut().chain(lines);
        let mut all: Vec<&mut Type> = further.chain(&mut self.headers).collect();
        match &mut self.own {
            Own::ByStatus(arms) => all.extend(arms.iter_mut().filter_map(|arm| arm.body.ty_mut())),
            own => all.extend(own.ty_mut()),
        }
        all
    }

    /// The successes that its enum tells apart; none where it has none.
    pub fn arms(&self) -> &[Arm] {
        match &self.own {
            Own::ByStatus(arms) => arms,
            _ => &[],
        }
    }
}

impl Own {
    fn ty(&self) -> Option<&Type> {
        match self {
            Own::Json(ty) | Own::Events(ty) | Own::Lines(ty) => Some(ty),
            Own::Empty | Own::Text | Own::Bytes | Own::ByStatus(_) => None,
        }
    }

    fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Own::Json(ty) | Own::Events(ty) | Own::Lines(ty) => Some(ty),
            Own::Empty | Own::Text | Own::Bytes | Own::ByStatus(_) => None,
        }
    }
}

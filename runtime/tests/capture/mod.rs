//! A subscriber of `tracing` that keeps the spans of this crate, with everything recorded in them.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary uses a part of it"
)]

use std::fmt::{self, Debug, Write};
use std::sync::{Arc, Mutex, MutexGuard};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// One span: where it stands, and its fields in the order in which they were recorded.
#[derive(Clone, Debug, Default)]
pub struct Span {
    path: String,
    fields: String,
}

/// Clones keep the same spans.
#[derive(Clone, Default)]
pub struct Capture {
    spans: Arc<Mutex<Vec<Span>>>,
    entered: Arc<Mutex<Vec<usize>>>,
}

impl Capture {
    pub fn lock(&self) -> MutexGuard<'_, Vec<Span>> {
        self.spans.lock().expect("no panic")
    }

    pub fn spans(&self) -> Vec<String> {
        self.lock().iter().map(Span::to_string).collect()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.path, self.fields)
    }
}

impl Visit for Span {
    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.fields, " {field}={value}");
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.fields, " {field}={value:?}");
    }
}

/// Identifiers of spans begin with 1.
fn index(id: &Id) -> usize {
    id.into_u64() as usize - 1
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "callsmith"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let parent = self.entered.lock().expect("no panic").last().copied();
        let mut spans = self.lock();
        let parent = parent.and_then(|parent| spans.get(parent)).cloned();
        let above = parent.map_or(String::new(), |parent| parent.path + " > ");
        let mut span = Span {
            path: above + attributes.metadata().name(),
            fields: String::new(),
        };
        attributes.record(&mut span);
        spans.push(span);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        if let Some(span) = self.lock().get_mut(index(id)) {
            values.record(span);
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut span = Span {
            path: "event".to_owned(),
            fields: String::new(),
        };
        event.record(&mut span);
        self.lock().push(span);
    }

    fn enter(&self, id: &Id) {
        self.entered.lock().expect("no panic").push(index(id));
    }

    fn exit(&self, _: &Id) {
        self.entered.lock().expect("no panic").pop();
    }
}

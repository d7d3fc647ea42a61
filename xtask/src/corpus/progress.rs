//! How far it is and how long it will take; silent where standard error is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::console::Console;

/// One bar.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for `count` steps of `what`.
    pub(super) fn new(what: &'static str, count: usize, console: &Console<'_>) -> Self {
        let bar = if console.colour() {
            ProgressBar::new(count as u64)
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template(
            "{prefix:>10} {bar:30} {pos}/{len} {elapsed} (left: {eta}) {wide_msg}",
        );
        let bar = bar
            .with_prefix(what)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// What is being done.
    pub(super) fn at(&self, name: &str) {
        self.0
            .set_message(callsmith_codegen::diagnostic::plain(name));
    }

    /// One step more.
    pub(super) fn done(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

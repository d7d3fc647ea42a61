//! What is printed, and what becomes of a reader that has gone away.

use std::io::{self, Write};

use callsmith_codegen::diagnostic::{Style, plain};
use serde_json::Value;

use crate::args::{Format, ShowArgs};
use crate::failure::{Failure, reason};
use crate::report;

/// Standard output and standard error. A broken pipe on either is nobody's fault and ends nothing: files are
/// written all the same.
pub struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    colour: bool,
    /// How many diagnostics of one code are shown.
    per_code: usize,
    /// What there is to say to a program; with it, standard output is for that alone.
    documents: Option<Vec<Value>>,
    fault: Option<io::Error>,
}

impl<'a> Console<'a> {
    /// Prints on `out` and `err`; `colour` says whether `err` understands terminal colours.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, colour: bool) -> Self {
        Self {
            out,
            err,
            colour,
            per_code: Style::default().per_code,
            documents: None,
            fault: None,
        }
    }

    /// Shows what `args` ask for from now on.
    pub(crate) fn show(&mut self, args: &ShowArgs) {
        if args.all {
            self.per_code = usize::MAX;
        }
        if args.format == Format::Json {
            self.documents = Some(Vec::new());
        }
    }

    /// Whether standard error understands terminal colours.
    pub(crate) fn colour(&self) -> bool {
        self.colour
    }

    /// How diagnostics are printed.
    pub(crate) fn style(&self) -> Style {
        Style {
            colour: self.colour,
            per_code: self.per_code,
        }
    }

    /// Whether standard output is for one JSON object.
    pub(crate) fn is_for_programs(&self) -> bool {
        self.documents.is_some()
    }

    /// Keeps what is to be said of a document to a program.
    pub(crate) fn document(&mut self, found: impl FnOnce() -> Value) {
        if let Some(documents) = &mut self.documents {
            documents.push(found());
        }
    }

    /// Adds to what is to be said of the last document.
    pub(crate) fn and(&mut self, key: &str, value: Value) {
        if let Some(last) = self.documents.iter_mut().flatten().last() {
            last[key] = value;
        }
    }

    /// Prints what there is to say to a program, at the end of a run.
    pub(crate) fn report(&mut self, failure: Option<&Failure>) {
        if let Some(documents) = self.documents.take() {
            let status = failure.map_or(0, |failure| failure.status);
            let errors = failure.map_or(&[][..], |failure| &failure.lines);
            let text = report::run(status, errors, &documents).to_string();
            self.print(&(text + "\n"));
        }
    }

    /// Prints lines for people, made harmless for a terminal: on standard output, unless that is for programs.
    pub(crate) fn say(&mut self, text: &str) {
        match self.is_for_programs() {
            true => self.remark(text),
            false => self.print(&harmless(text)),
        }
    }

    fn print(&mut self, text: &str) {
        let result = self
            .out
            .write_all(text.as_bytes())
            .and_then(|()| self.out.flush());
        if let Err(error) = result
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.fault.get_or_insert(error);
        }
    }

    /// Prints lines on standard error, made harmless for a terminal.
    pub(crate) fn remark(&mut self, text: &str) {
        self.rendered(&harmless(text));
    }

    /// Prints a text on standard error as it is: harmless already, and possibly coloured.
    pub(crate) fn rendered(&mut self, text: &str) {
        // Nobody is left to be told when this fails.
        let _ = self.err.write_all(text.as_bytes());
    }

    /// What kept standard output from being written, if anything did.
    pub(crate) fn fault(&mut self) -> Option<Failure> {
        let error = self.fault.take()?;
        Some(Failure::failed(format!(
            "cannot write to standard output: {}",
            reason(&error)
        )))
    }

    /// Says why the run fails; gives its exit status.
    pub(crate) fn failed(&mut self, failure: &Failure) -> u8 {
        for line in &failure.lines {
            self.rendered(&format!("error: {}\n", plain(line)));
        }
        failure.status
    }

    /// Prints what the command line's parser has to say: a mistake, or help.
    pub(crate) fn told(&mut self, told: &clap::Error) -> u8 {
        let text = told.render();
        // Without a subcommand the help is printed, and that is no mistake.
        let help = told.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if told.use_stderr() && !help {
            let text = if self.colour {
                text.ansi().to_string()
            } else {
                harmless(&text.to_string())
            };
            self.rendered(&text);
            return 2;
        }
        self.say(&text.to_string());
        self.fault().map_or(0, |failure| self.failed(&failure))
    }
}

/// Every line without anything a terminal acts on.
fn harmless(text: &str) -> String {
    text.lines().map(|line| plain(line) + "\n").collect()
}

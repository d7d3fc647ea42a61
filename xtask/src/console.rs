//! What is printed, and what becomes of a reader that has gone away.

use std::io::{self, Write};

use callsmith_codegen::diagnostic::plain;

use crate::failure::{Failure, reason};

/// Standard output and standard error. A broken pipe on either is nobody's fault and ends nothing: files are
/// written all the same.
pub struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    colour: bool,
    fault: Option<io::Error>,
}

impl<'a> Console<'a> {
    /// Prints on `out` and `err`; `colour` says whether `err` understands terminal colours.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, colour: bool) -> Self {
        Self {
            out,
            err,
            colour,
            fault: None,
        }
    }

    /// Whether standard error understands terminal colours.
    pub(crate) fn colour(&self) -> bool {
        self.colour
    }

    /// Prints lines on standard output, made harmless for a terminal.
    pub(crate) fn say(&mut self, text: &str) {
        let result = self
            .out
            .write_all(harmless(text).as_bytes())
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

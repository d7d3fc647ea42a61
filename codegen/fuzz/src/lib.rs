//! What is done with an input of the fuzzer.
//!
//! [`load`] takes it as the text of a document. To the other two it is a list of instructions: which document of
//! `tests/features` to take, and what to change in its tree. So nearly every input is a document that reads well
//! and means something nobody thought of.
//!
//! With cargo-fuzz, in the folder `codegen`: `cargo +nightly fuzz run generate`. Without it, on any toolchain:
//! `cargo run --release --no-default-features --bin soak -- 60` in this folder tries out for a minute what comes to
//! its mind.

mod edit;
mod instructions;
mod seeds;

use callsmith_codegen::bundle::{LoadError, Loader, bundle};
use callsmith_codegen::diagnostic::{Diagnostics, Style};
use callsmith_codegen::source::Source;
use callsmith_codegen::{Input, Options, Output};
use serde_json::Value;

use instructions::Instructions;

/// Reads `data` as YAML, and as JSON.
pub fn load(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for name in ["fuzz.yaml", "fuzz.json"] {
        let source = Source::new(name, text);
        let mut diagnostics = Diagnostics::default();
        let _ = callsmith_codegen::load::load(&source, 0, &mut diagnostics);
        let _ = diagnostics.render(&[source], &Style::default());
    }
}

/// Brings the document that `data` describes into the form of 3.0.
pub fn lower(data: &[u8]) {
    let mut sources = vec![Source::new("fuzz.json", text(data))];
    let mut diagnostics = Diagnostics::default();
    let Some(document) = callsmith_codegen::load::load(&sources[0], 0, &mut diagnostics) else {
        return;
    };
    let document = bundle(document, &Nothing, &mut sources, &mut diagnostics).document;
    let _ = callsmith_codegen::lower::lower(document, &mut diagnostics);
    let _ = diagnostics.render(&sources, &Style::default());
}

/// Makes a crate of the document that `data` describes. What comes out must be Rust, and the same again.
pub fn generate(data: &[u8]) {
    let text = text(data);
    let output = made(&text);
    let _ = output
        .diagnostics
        .render(&output.sources, &Style::default());
    let Some(files) = &output.files else { return };
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{name} is no Rust: {error}");
        }
    }
    // It takes as long again, and tells something only seldom.
    if data.first().is_some_and(|first| first % 16 == 0) {
        assert_eq!(
            output.files,
            made(&text).files,
            "another crate the second time"
        );
    }
}

/// The document that `data` describes, as JSON.
pub fn text(data: &[u8]) -> String {
    let mut instructions = Instructions::new(data);
    let seeds = seeds::all();
    let mut document: Value = seeds[instructions.below(seeds.len())].clone();
    while !instructions.is_done() {
        edit::edit(&mut document, seeds, &mut instructions);
    }
    document.to_string()
}

fn made(text: &str) -> Output {
    let input = Input {
        document: Source::new("fuzz.json", text),
        overlays: Vec::new(),
        ledger: None,
        history: None,
        options: Options {
            trust_document: true,
            ..Options::default()
        },
    };
    callsmith_codegen::generate(&input, &Nothing)
}

/// There are no other files.
struct Nothing;

impl Loader for Nothing {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        Err(LoadError(format!("no file `{path}`")))
    }
}

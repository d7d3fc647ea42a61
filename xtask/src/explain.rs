//! `cargo xtask explain`: what the code of a diagnostic means, or where something of a crate comes from.

use callsmith_codegen::diagnostic::{codes, similar};

use crate::args::ExplainArgs;
use crate::console::Console;
use crate::explain_path;
use crate::failure::Failure;
use crate::repository::Place;

/// Prints what there is to know about a path or a code, or the list of all codes.
pub(crate) fn explain(
    args: &ExplainArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let Some(asked) = &args.asked else {
        console.say(&list());
        return Ok(());
    };
    if args.document.spec.is_some() || asked.contains("::") {
        return explain_path::explain(asked, args, place, console);
    }
    // As it stands in a message: `warning[raw-body]`.
    let word = asked
        .rsplit('[')
        .next()
        .unwrap_or(asked)
        .trim_end_matches(']');
    match codes().find(|code| code.code == word) {
        Some(code) => {
            console.say(&code.explained());
            Ok(())
        }
        None => Err(unknown(word)),
    }
}

fn list() -> String {
    let mut lines: Vec<String> = codes()
        .map(|code| format!("{:<28} {}\n", code.code, code.title))
        .collect();
    lines.sort();
    lines.concat()
}

fn unknown(word: &str) -> Failure {
    let advice = match similar(word, codes().map(|code| code.code)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`cargo xtask explain` lists all codes".to_owned(),
    };
    Failure::usage(format!("there is no code `{word}`; {advice}"))
}

//! `cargo xtask explain`: what the code of a diagnostic or of a change means, or where something of a crate comes from.

use callsmith_codegen::compare::ChangeKind;
use callsmith_codegen::compare::kinds::kinds;
use callsmith_codegen::diagnostic::{Code, codes, similar};

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
    let code = codes().find(|code| code.code == word);
    let kind = || kinds().find(|kind| kind.code == word);
    match code
        .map(Code::explained)
        .or_else(|| kind().map(ChangeKind::explained))
    {
        Some(text) => {
            console.say(&text);
            Ok(())
        }
        None => Err(unknown(word)),
    }
}

fn list() -> String {
    let codes = codes().map(|code| (code.code, code.title));
    let kinds = kinds().map(|kind| (kind.code, kind.title));
    let mut lines: Vec<String> = codes
        .chain(kinds)
        .map(|(code, title)| format!("{code:<28} {title}\n"))
        .collect();
    lines.sort();
    lines.concat()
}

fn unknown(word: &str) -> Failure {
    let advice = match similar(
        word,
        codes()
            .map(|code| code.code)
            .chain(kinds().map(|kind| kind.code)),
    ) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`cargo xtask explain` lists all codes".to_owned(),
    };
    Failure::usage(format!("there is no code `{word}`; {advice}"))
}

//! `cargo xtask outline`: an API in short, on standard output.

use callsmith_codegen::Options;

use crate::args::OutlineArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::make::make;
use crate::repository::{Place, Repository};
use crate::spec::Spec;

/// Prints the outline of a provider or a document.
pub(crate) fn outline(
    args: &OutlineArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    console.show(&args.show);
    let spec = match Spec::of_arguments(&args.document, place) {
        Some(spec) => spec,
        None => provider(args, place)?,
    };
    let options = Options {
        trust_document: args.document.trust_document,
        selection: args.selection.selection(),
        check_requests: args.document.check_requests,
        ..Options::default()
    };
    let made = make(&spec, options, false, console)?;
    if console.is_for_programs() {
        console.and("outline", made.outline.into());
    } else {
        console.say(&made.outline);
    }
    Ok(())
}

fn provider(args: &OutlineArgs, place: &Place) -> Result<Spec, Failure> {
    let repository = Repository::find(place)?;
    let asked: Vec<String> = args.provider.iter().cloned().collect();
    let names = repository.asked(&asked)?;
    // The parser asks for a provider where there is no --spec.
    let name = names
        .first()
        .ok_or_else(|| Failure::usage("name a provider"))?;
    Ok(Spec::of_provider(name, &repository))
}

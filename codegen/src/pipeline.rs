//! The order of work. A stage that finds an error is the last one.

use crate::bundle::{Bundled, Loader, bundle};
use crate::diagnostic::{Diagnostics, Severity};
use crate::document::parse;
use crate::emit::{self, Cx, Package};
use crate::examples::examples;
use crate::explain::Explained;
use crate::ir::{Api, Visits};
use crate::ledger::{self, Ledger};
use crate::load::load;
use crate::lower::{extensions, lower};
use crate::name::{Names, moved_operations, name};
use crate::overlay;
use crate::passes;
use crate::release::{self, Release};
use crate::resolve::Resolver;
use crate::select::select;
use crate::source::Source;
use crate::stack::deeply;
use crate::stages::{Stage, Watch};
use crate::surface::Surface;
use crate::translate::translate;
use crate::{Coverage, Input, Output, Summary};
use serde_json::Value;

/// See [`crate::generate`].
pub(crate) fn run(input: &Input, loader: &dyn Loader, watch: &dyn Watch) -> Output {
    deeply(|| stages(input, loader, watch)).unwrap_or_else(|| stages(input, loader, watch))
}

fn stages(input: &Input, loader: &dyn Loader, watch: &dyn Watch) -> Output {
    let mut diagnostics = Diagnostics::with_decisions(input.options.explain);
    let mut sources: Vec<Source> = std::iter::once(&input.document)
        .chain(&input.overlays)
        .cloned()
        .collect();
    let found = api(input, loader, &mut sources, &mut diagnostics, watch);
    watch.begins(Stage::Rest);
    let history = match &input.history {
        Some(history) => history.read(&mut sources, &mut diagnostics),
        None => None,
    };
    let found = found.filter(|_| !diagnostics.has_errors());
    let warnings = diagnostics.of(Severity::Warning).count();
    let Some((api, names, mut ledger)) = found else {
        let summary = Summary {
            warnings,
            ..Summary::default()
        };
        return Output {
            files: None,
            outline: String::new(),
            surface: Surface::default(),
            diagnostics,
            sources,
            summary,
            coverage: Coverage::default(),
            explained: Explained::default(),
        };
    };
    let mut package = Package::new(&input.options, &api);
    let wants_surface = input.options.surface || history.is_some();
    let surface = match wants_surface {
        true => Surface::new(
            Cx::new(&api, &names, &package, watch),
            diagnostics.origins(),
        ),
        false => Surface::default(),
    };
    let asked = release::asked(&package.version, ledger.version.as_ref());
    let release = history.map(|known| Release::new(&known, &surface, asked.clone()));
    if let Some(release) = &release {
        ledger.version = Some(release.version.clone());
    }
    // A crate whose versions are kept has its version wherever it is generated.
    if let Some(version) = ledger.version.as_ref().max(asked.as_ref()) {
        package.version = version.to_string();
    }
    let cx = Cx::new(&api, &names, &package, watch);
    let summary = Summary {
        operations: api.operations.len(),
        types: api.types.len(),
        untyped: api.untyped.len(),
        warnings,
    };
    watch.begins(Stage::Emit);
    let mut files = emit::files(cx);
    watch.begins(Stage::Rest);
    files.insert(ledger::FILE, ledger.text());
    let kept = release.map(|release| release.files);
    kept.into_iter()
        .flatten()
        .for_each(|(name, text)| files.insert(name, text));
    Output {
        files: Some(files),
        outline: crate::outline::outline(cx),
        surface,
        coverage: Coverage::new(&api, &diagnostics),
        explained: match input.options.explain {
            true => Explained::of(cx),
            false => Explained::default(),
        },
        diagnostics,
        sources,
        summary,
    }
}

/// Every stage up to the names.
fn api(
    input: &Input,
    loader: &dyn Loader,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
    watch: &dyn Watch,
) -> Option<(Api, Names, Ledger)> {
    watch.begins(Stage::Load);
    let ledger = ledger(input, sources, diagnostics);
    let document = load(&input.document, 0, diagnostics)?;
    watch.begins(Stage::Bundle);
    let Bundled {
        mut document,
        parts,
    } = bundle(document, loader, sources, diagnostics);
    let overlays = overlays(input, diagnostics)?;
    let provenance = overlay::apply(&mut document, &overlays, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let ledger = ledger?;
    let trusted = input.options.trust_document;
    extensions(&mut document, &provenance, trusted, diagnostics);
    // Examples are meant in the document's own words.
    let written = input.options.emit_tests.then(|| document.clone());
    watch.begins(Stage::Lower);
    let document = lower(document, diagnostics)?;
    watch.begins(Stage::Resolve);
    let typed = parse(&document, diagnostics)?;
    let ledger = moved_operations(&ledger, &document);
    let resolver = Resolver::new(typed, &document);
    watch.begins(Stage::Translate);
    let visits = Visits::new(input.options.coverage);
    let check = input.options.check_requests;
    let pinned = |method, path: &str| ledger.media_type(method, path).map(str::to_owned);
    let mut api = translate(&resolver, check, &pinned, visits, diagnostics);
    watch.begins(Stage::Passes);
    api.parts = parts;
    let ledger = passes::run(&mut api, &ledger, diagnostics);
    if let Some(written) = written {
        examples(&written, &mut api, diagnostics);
    }
    watch.begins(Stage::Name);
    let mut names = name(&api, &ledger, diagnostics);
    // What is not wanted keeps its names too: it may be wanted next time.
    let version = ledger.version;
    let mut ledger = names.ledger(&api);
    ledger.version = version;
    select(&mut api, &mut names, &input.options.selection, diagnostics);
    Some((api, names, ledger))
}

/// What names there were; nothing is known where there is no ledger, `None` when it cannot be read.
fn ledger(
    input: &Input,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Ledger> {
    let Some(source) = &input.ledger else {
        return Some(Ledger::default());
    };
    sources.push(source.clone());
    ledger::read(source, sources.len() - 1, diagnostics)
}

/// The overlays with their places in the list of sources; `None` when one cannot be read.
fn overlays(input: &Input, diagnostics: &mut Diagnostics) -> Option<Vec<(usize, Value)>> {
    let sources = input
        .overlays
        .iter()
        .enumerate()
        .map(|(i, overlay)| (i + 1, overlay));
    sources
        .map(|(index, overlay)| Some((index, load(overlay, index, diagnostics)?)))
        .collect()
}

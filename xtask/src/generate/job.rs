//! One folder to bring up to date: what goes into it, and what came of it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use callsmith_codegen::files::Files;
use callsmith_codegen::ledger;
use callsmith_codegen::release;
use callsmith_codegen::{Options, Runtime, Summary};

use crate::args::GenerateArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::folder::Changes;
use crate::make::{Made, counted, make};
use crate::repository::{Place, Repository};
use crate::runtime::runtime;
use crate::spec::Spec;

/// What `args` name: one document, or providers and the crates left over from providers that are gone.
pub(super) fn jobs(args: &GenerateArgs, place: &Place) -> Result<Vec<Job>, Failure> {
    match Spec::of_arguments(&args.document, place) {
        Some(spec) => Ok(vec![of_document(spec, args, place)?]),
        None if !args.selection.selection().is_everything() => Err(Failure::usage(
            "--include and --exclude need --spec; for a provider they stand in its overlay, in `x-callsmith-package`",
        )),
        None => of_providers(args, place),
    }
}

/// One folder to bring up to date.
pub(super) struct Job {
    /// How the summary calls it.
    name: String,
    /// What to make; without it the folder is left over from a provider that is gone.
    spec: Option<(Spec, Options)>,
    deny_warnings: bool,
    folder: PathBuf,
    /// The folder as people know it.
    shown: String,
    /// Where the ledger lies, and how people know it, if not in the folder.
    names: Option<(PathBuf, String)>,
    /// What is to become the document beside the ledger.
    text: Option<String>,
}

/// What came of a [`Job`].
pub(super) struct Done {
    pub(super) name: String,
    summary: Option<Summary>,
    /// What has to happen to the folder, and to the ledger where that lies elsewhere.
    pub(super) changes: Vec<Changes>,
    time: Duration,
}

impl Job {
    /// The same without the names that types had before.
    pub(super) fn pruned(self) -> Self {
        let spec = self
            .spec
            .map(|(spec, options)| (spec.without_former_names(), options));
        Self { spec, ..self }
    }

    /// The same of another document: `text` takes its place in `specs`, too.
    pub(super) fn of_text(self, text: &str) -> Self {
        let spec = self.spec;
        let spec = spec.map(|(spec, options)| (spec.with_text(text.to_owned()), options));
        let text = Some(text.to_owned());
        Self { spec, text, ..self }
    }

    /// The same with the API as it is as the one that was released.
    pub(super) fn released(self) -> Self {
        let spec = self.spec.map(|(spec, options)| (spec.released(), options));
        Self { spec, ..self }
    }

    /// Makes the files and compares them with the folder; writes nothing.
    pub(super) fn run(self, console: &mut Console<'_>) -> Result<Done, Failure> {
        let start = Instant::now();
        let made = match self.spec {
            Some((spec, options)) => Some(make(&spec, options, self.deny_warnings, console)?),
            None => None,
        };
        let (mut files, summary) = match made {
            Some(Made { files, summary, .. }) => (files, Some(summary)),
            None => (Files::default(), None),
        };
        let mut changes = Vec::new();
        for name in [ledger::FILE, release::FILE] {
            if let Some((folder, shown)) = &self.names
                && let Some(text) = files.0.remove(name)
            {
                let (folder, shown) = (folder.clone(), shown.clone());
                changes.push(Changes::of_file(folder, shown, name, text)?);
            }
        }
        if let (Some((folder, shown)), Some(text)) = (self.names, self.text) {
            changes.push(Changes::of_file(folder, shown, "openapi.yaml", text)?);
        }
        changes.push(Changes::between(self.folder, self.shown, files)?);
        Ok(Done {
            name: self.name,
            summary,
            changes,
            time: start.elapsed(),
        })
    }
}

impl Done {
    /// The version that the names are of and the one that they shall be of, where those differ.
    pub(super) fn versions(&self) -> Option<(String, String)> {
        let mut files = self.changes.iter().flat_map(Changes::iter);
        let is_ledger = |path: &PathBuf| path.ends_with(ledger::FILE);
        let (_, change) = files.find(|(path, _)| is_ledger(path))?;
        let old = String::from_utf8_lossy(change.old.as_deref()?).into_owned();
        let old = ledger::version(&old)?.to_owned();
        let new = ledger::version(change.new.as_deref()?)?.to_owned();
        (old != new).then_some((old, new))
    }

    /// `version 0.2.0, ` where it is a new one.
    fn version(&self) -> String {
        let versions = self.versions();
        versions.map_or_else(String::new, |(_, new)| format!("version {new}, "))
    }

    /// The summary, for example `verbex: 30 operations, 80 types, 2 untyped, 0 warnings, 3 files changed, 0.05 s`.
    pub(super) fn line(&self, check: bool) -> Option<String> {
        let changed: usize = self.changes.iter().map(Changes::len).sum();
        let files = match (counted(changed, "file"), check) {
            (None, _) => "up to date".to_owned(),
            (Some(files), true) => format!("{files} out of date"),
            (Some(files), false) => format!("{files} changed"),
        };
        let Some(summary) = self.summary else {
            return (changed > 0).then(|| format!("{}: not in specs, {files}", self.name));
        };
        let Summary {
            operations,
            types,
            untyped,
            warnings,
        } = summary;
        let time = self.time.as_secs_f64();
        let (name, version) = (&self.name, self.version());
        Some(format!(
            "{name}: {operations} operations, {types} types, {untyped} untyped, {warnings} warnings, {files}, {version}{time:.2} s"
        ))
    }
}

fn of_document(spec: Spec, args: &GenerateArgs, place: &Place) -> Result<Job, Failure> {
    let out = args
        .out
        .as_ref()
        .ok_or_else(|| Failure::usage("--spec needs --out DIR, the folder of the crate"))?;
    let options = Options {
        package: args.name.clone(),
        runtime: runtime(args.runtime.as_deref(), place)?,
        workspace_member: args.workspace_member,
        trust_document: args.document.trust_document,
        emit_tests: args.emit_tests,
        emit_calls: args.emit_calls,
        selection: args.selection.selection(),
        check_requests: args.document.check_requests,
        ..Options::default()
    };
    let shown = out.display().to_string();
    let folder = place.folder.join(out);
    Ok(Job {
        name: shown.clone(),
        spec: Some((spec.with_names_of(&folder, &shown), options)),
        deny_warnings: args.deny_warnings,
        folder,
        shown,
        names: None,
        text: None,
    })
}

fn of_providers(args: &GenerateArgs, place: &Place) -> Result<Vec<Job>, Failure> {
    let repository = Repository::find(place)?;
    let providers = repository.asked(&args.providers)?;
    let mut jobs: Vec<Job> = providers
        .iter()
        .map(|name| of_provider(name, &repository))
        .collect();
    if args.providers.is_empty() {
        let left = repository
            .generated()?
            .into_iter()
            .filter(|name| !providers.contains(name));
        jobs.extend(left.map(|name| Job {
            spec: None,
            ..of_provider(&name, &repository)
        }));
    }
    Ok(jobs)
}

/// Documents in specs/ are ours, and kept free of warnings.
pub(super) fn of_provider(name: &str, repository: &Repository) -> Job {
    let options = Options {
        runtime: Runtime::Path("../../runtime".to_owned()),
        workspace_member: true,
        emit_tests: true,
        ..Options::default()
    };
    let folder = repository.root.join("generated").join(name);
    let specs = repository.root.join("specs").join(name);
    let spec = Some((Spec::of_provider(name, repository), options));
    Job {
        name: name.to_owned(),
        spec,
        deny_warnings: true,
        shown: repository.shown(&folder),
        folder,
        names: Some((specs.clone(), repository.shown(&specs))),
        text: None,
    }
}

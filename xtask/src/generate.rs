//! `cargo xtask generate`: writes crates, or compares them with what is there.
//!
//! Everything is made before anything is written, and everything is written or nothing.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use callsmith_codegen::files::Files;
use callsmith_codegen::{Options, Runtime, Summary};

use crate::args::GenerateArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::folder::Changes;
use crate::make::{Made, counted, make};
use crate::repository::{Place, Repository};
use crate::runtime::runtime;
use crate::spec::Spec;
use crate::{diff, write};

/// Generates what `args` name.
pub(crate) fn generate(args: &GenerateArgs, place: &Place, console: &mut Console<'_>) -> Result<(), Failure> {
    let jobs = match Spec::of_arguments(&args.document, place) {
        Some(spec) => vec![of_document(spec, args, place)?],
        None => of_providers(args, place)?,
    };
    let done = run(jobs, console)?;
    if !args.check {
        write::write(done.iter().map(|done| &done.changes))?;
    }
    for line in done.iter().filter_map(|done| done.line(args.check)) {
        console.say(&line);
    }
    if args.check { check(&done, console) } else { Ok(()) }
}

/// One folder to bring up to date.
struct Job {
    /// How the summary calls it.
    name: String,
    /// What to make; without it the folder is left over from a provider that is gone.
    spec: Option<(Spec, Options)>,
    deny_warnings: bool,
    folder: PathBuf,
    /// The folder as people know it.
    shown: String,
}

/// What came of a [`Job`].
struct Done {
    name: String,
    summary: Option<Summary>,
    changes: Changes,
    time: Duration,
}

fn of_document(spec: Spec, args: &GenerateArgs, place: &Place) -> Result<Job, Failure> {
    let out = args.out.as_ref().ok_or_else(|| Failure::usage("--spec needs --out DIR, the folder of the crate"))?;
    let options = Options {
        package: args.name.clone(),
        runtime: runtime(args.runtime.as_deref(), place)?,
        workspace_member: args.workspace_member,
        trust_document: args.document.trust_document,
        ..Options::default()
    };
    let shown = out.display().to_string();
    let folder = place.folder.join(out);
    Ok(Job { name: shown.clone(), spec: Some((spec, options)), deny_warnings: args.deny_warnings, folder, shown })
}

fn of_providers(args: &GenerateArgs, place: &Place) -> Result<Vec<Job>, Failure> {
    let repository = Repository::find(place)?;
    let providers = repository.asked(&args.providers)?;
    let mut jobs: Vec<Job> = providers.iter().map(|name| of_provider(name, &repository)).collect();
    if args.providers.is_empty() {
        let left = repository.generated()?.into_iter().filter(|name| !providers.contains(name));
        jobs.extend(left.map(|name| Job { spec: None, ..of_provider(&name, &repository) }));
    }
    Ok(jobs)
}

/// Documents in specs/ are ours, and kept free of warnings.
fn of_provider(name: &str, repository: &Repository) -> Job {
    let options = Options {
        runtime: Runtime::Path("../../runtime".to_owned()),
        workspace_member: true,
        ..Options::default()
    };
    let folder = repository.root.join("generated").join(name);
    let spec = Some((Spec::of_provider(name, repository), options));
    Job { name: name.to_owned(), spec, deny_warnings: true, shown: repository.shown(&folder), folder }
}

/// Runs every job, so that all that is wrong is said at once.
fn run(jobs: Vec<Job>, console: &mut Console<'_>) -> Result<Vec<Done>, Failure> {
    let mut done = Vec::new();
    let mut lines = Vec::new();
    let mut status = 1;
    for job in jobs {
        match job.run(console) {
            Ok(one) => done.push(one),
            Err(failure) => {
                lines.extend(failure.lines);
                status = status.max(failure.status);
            }
        }
    }
    if lines.is_empty() {
        return Ok(done);
    }
    lines.push(write::NOTHING.to_owned());
    Err(Failure { status, lines })
}

fn check(done: &[Done], console: &mut Console<'_>) -> Result<(), Failure> {
    let changes: Vec<&Changes> = done.iter().map(|done| &done.changes).collect();
    if changes.iter().all(|changes| changes.is_empty()) {
        return Ok(());
    }
    console.say(&diff::short(&changes));
    Err(Failure::failed("out of date; the same command without --check writes it"))
}

impl Job {
    fn run(self, console: &mut Console<'_>) -> Result<Done, Failure> {
        let start = Instant::now();
        let made = match self.spec {
            Some((spec, options)) => Some(make(&spec, options, self.deny_warnings, console)?),
            None => None,
        };
        let (files, summary) = match made {
            Some(Made { files, summary, .. }) => (files, Some(summary)),
            None => (Files::default(), None),
        };
        let changes = Changes::between(self.folder, self.shown, files)?;
        Ok(Done { name: self.name, summary, changes, time: start.elapsed() })
    }
}

impl Done {
    /// The summary, for example `verbex: 30 operations, 80 types, 2 untyped, 0 warnings, 3 files changed, 0.05 s`.
    fn line(&self, check: bool) -> Option<String> {
        let files = match (counted(self.changes.len(), "file"), check) {
            (None, _) => "up to date".to_owned(),
            (Some(files), true) => format!("{files} out of date"),
            (Some(files), false) => format!("{files} changed"),
        };
        let Some(summary) = self.summary else {
            return (!self.changes.is_empty()).then(|| format!("{}: not in specs, {files}", self.name));
        };
        let Summary { operations, types, untyped, warnings } = summary;
        let time = self.time.as_secs_f64();
        let name = &self.name;
        Some(format!(
            "{name}: {operations} operations, {types} types, {untyped} untyped, {warnings} warnings, {files}, {time:.2} s"
        ))
    }
}

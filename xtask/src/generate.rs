//! `cargo xtask generate`: writes crates, or compares them with what is there.
//!
//! Everything is made before anything is written, and everything is written or nothing.

mod job;

use crate::args::GenerateArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::folder::Changes;
use crate::repository::{Place, Repository};
use crate::{stale, write};

use job::{Done, Job};

/// Generates what `args` name.
pub(crate) fn generate(
    args: &GenerateArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    bring_up_to_date(job::jobs(args, place)?, args, console)
}

/// The same without the names that types had before.
pub(crate) fn prune(
    args: &GenerateArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let jobs = job::jobs(args, place)?.into_iter().map(Job::pruned);
    bring_up_to_date(jobs.collect(), args, console)
}

/// The same with the API as it is as the one that was released: what comes later is compared with it.
pub(crate) fn release(
    args: &GenerateArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let jobs = job::jobs(args, place)?.into_iter().map(Job::released);
    bring_up_to_date(jobs.collect(), args, console)
}

/// The crate of a provider whose document becomes `text`: written with it, unless that is only to be tried.
pub(crate) fn of_text(
    provider: &str,
    text: &str,
    repository: &Repository,
    only_try: bool,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let job = job::of_provider(provider, repository).of_text(text);
    carry_out(vec![job], only_try, console).map(|_| ())
}

fn bring_up_to_date(
    jobs: Vec<Job>,
    args: &GenerateArgs,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    console.show(&args.show);
    let done = carry_out(jobs, args.check, console)?;
    if args.check {
        check(&done, console)
    } else {
        Ok(())
    }
}

/// Runs every job, writes what came of them unless that is only to be looked at, and tells of it.
fn carry_out(
    jobs: Vec<Job>,
    only_look: bool,
    console: &mut Console<'_>,
) -> Result<Vec<Done>, Failure> {
    let done = run(jobs, console)?;
    if !only_look {
        write::write(done.iter().flat_map(|done| &done.changes))?;
    }
    for line in done.iter().filter_map(|done| done.line(only_look)) {
        console.say(&line);
    }
    Ok(done)
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
    let changes: Vec<&Changes> = done.iter().flat_map(|done| &done.changes).collect();
    if changes.iter().all(|changes| changes.is_empty()) {
        return Ok(());
    }
    console.say(&stale::short(&changes));
    for done in done {
        if let Some((old, new)) = done.versions() {
            console.say(&format!(
                "{}: its version says less than the change: {old}, and callers need {new}",
                done.name
            ));
        }
    }
    Err(Failure::failed(
        "out of date; the same command without --check writes it",
    ))
}

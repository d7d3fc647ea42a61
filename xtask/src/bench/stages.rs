//! Where the time goes that generating takes: stage by stage, in this process, on the clock.

use std::fmt::Write;
use std::fs;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use callsmith_codegen::source::Source;
use callsmith_codegen::stages::{Stage, Watch};
use callsmith_codegen::{Input, Options, generate_watched};

use super::Bench;
use crate::documents::Document;
use crate::failure::Failure;
use crate::loader::Folder;

/// What each stage of [`Stage::ALL`] took.
type Times = [Duration; Stage::ALL.len()];

/// A table with a row for each document: the shortest of the rounds for each stage, in milliseconds.
pub(super) fn table(bench: &Bench<'_>, documents: &[Document]) -> Result<String, Failure> {
    let words = Stage::ALL.map(Stage::as_str).join(" ms | ");
    let mut out = format!(
        "| document | {words} ms |\n|---|{}\n",
        "---|".repeat(Stage::ALL.len())
    );
    for document in documents {
        let times = shortest(bench, document)?;
        let cells = times.map(|time| format!("{:.1}", time.as_secs_f64() * 1e3));
        let _ = writeln!(out, "| {} | {} |", document.name, cells.join(" | "));
    }
    Ok(out)
}

fn shortest(bench: &Bench<'_>, document: &Document) -> Result<Times, Failure> {
    let text = fs::read_to_string(&document.path)
        .map_err(|error| Failure::io("read", &document.path, &error))?;
    let input = input(&document.name, text);
    let folder = Folder::around(&document.path, &document.path, Some(&document.root))?;
    let mut best = [Duration::MAX; Stage::ALL.len()];
    for _ in 0..bench.args.rounds {
        let clock = Clock::default();
        drop(generate_watched(&input, &folder, &clock));
        let times = clock.end();
        for (best, time) in best.iter_mut().zip(times) {
            *best = time.min(*best);
        }
    }
    Ok(best)
}

fn input(name: &str, text: String) -> Input {
    Input {
        document: Source::new(name, text),
        overlays: Vec::new(),
        ledger: None,
        history: None,
        options: Options::default(),
    }
}

/// Adds up what comes between two calls.
#[derive(Default)]
struct Clock(Mutex<Running>);

#[derive(Default)]
struct Running {
    now: Option<(Stage, Instant)>,
    times: Times,
}

impl Running {
    fn begins(&mut self, next: Option<Stage>) {
        let instant = Instant::now();
        if let Some((stage, since)) = self.now.take() {
            let place = Stage::ALL.iter().position(|one| *one == stage);
            if let Some(time) = place.and_then(|place| self.times.get_mut(place)) {
                *time += instant - since;
            }
        }
        self.now = next.map(|stage| (stage, instant));
    }
}

impl Clock {
    fn end(self) -> Times {
        let mut running = self.0.into_inner().unwrap_or_default();
        running.begins(None);
        running.times
    }
}

impl Watch for Clock {
    fn begins(&self, stage: Stage) {
        if let Ok(mut running) = self.0.lock() {
            running.begins(Some(stage));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::path::Path;

    /// What has begun.
    #[derive(Default)]
    struct Seen(Mutex<Vec<Stage>>);

    impl Watch for Seen {
        fn begins(&self, stage: Stage) {
            self.0.lock().expect("no panic").push(stage);
        }
    }

    #[test]
    fn every_stage_is_told_of_in_its_order() {
        let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/cald/openapi.yaml");
        let text = fs::read_to_string(&document).expect("a document");
        let folder = Folder::around(&document, &document, None).expect("a folder");
        let seen = Seen::default();
        drop(generate_watched(
            &input("openapi.yaml", text),
            &folder,
            &seen,
        ));
        let mut first: Vec<Stage> = Vec::new();
        for stage in seen.0.into_inner().expect("no panic") {
            if !first.contains(&stage) {
                first.push(stage);
            }
        }
        // The rest comes before and after what is written.
        first.retain(|stage| *stage != Stage::Rest);
        assert_eq!(first, Stage::ALL[..Stage::ALL.len() - 1]);
    }

    #[test]
    fn stages_that_take_turns_are_added_up() {
        let mut running = Running::default();
        for stage in [Stage::Emit, Stage::Format, Stage::Emit, Stage::Format] {
            running.begins(Some(stage));
            std::thread::sleep(Duration::from_millis(2));
        }
        running.begins(None);
        let took = |stage| {
            let place = Stage::ALL.iter().position(|one| *one == stage);
            running.times[place.expect("a stage")]
        };
        let least = Duration::from_millis(4);
        assert!(took(Stage::Emit) >= least && took(Stage::Format) >= least);
        assert_eq!(took(Stage::Load), Duration::ZERO);
    }
}

//! Fixtures, snapshots and overlays.

use super::none;
use super::source::{files, from_root};
use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source as Text;
use callsmith_tests::command::root;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_snapshot_has_its_test() {
    let mut snapshots = Vec::new();
    collect(&root(), &mut snapshots);
    let found = snapshots.iter().flat_map(|path| orphaned(path)).collect();
    none(
        "remove a snapshot with the test or the fixture it belongs to",
        found,
    );
}

#[test]
fn no_snapshot_waits_for_its_review() {
    let mut snapshots = Vec::new();
    collect(&root(), &mut snapshots);
    let new = snapshots
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "new"));
    none(
        "judge it, then accept it with INSTA_UPDATE=always",
        new.map(|path| from_root(path)).collect(),
    );
}

#[test]
fn every_overlay_action_gives_its_reason() {
    let mut found = Vec::new();
    for overlay in files("specs", "overlay.yaml") {
        let mut diagnostics = Diagnostics::default();
        let value = load(
            &Text::new(&overlay.path, &overlay.text),
            0,
            &mut diagnostics,
        )
        .expect("an overlay in YAML");
        let actions = value["actions"].as_array().expect("a list of actions");
        for (index, action) in actions.iter().enumerate() {
            if action["description"]
                .as_str()
                .is_none_or(|text| text.trim().is_empty())
            {
                found.push(format!(
                    "{}: action {index}, target {}",
                    overlay.path, action["target"]
                ));
            }
        }
    }
    none(
        "an action of an overlay says in its `description` why it is there",
        found,
    );
}

/// Snapshots, accepted or not.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            collect(&path, found);
        } else if name.ends_with(".snap") || name.ends_with(".snap.new") {
            found.push(path);
        }
    }
}

/// What a snapshot comes from and is no longer there.
fn orphaned(snapshot: &Path) -> Vec<String> {
    let text = fs::read_to_string(snapshot).expect("a snapshot");
    let head = text.split("\n---").next().unwrap_or_default();
    let origins = ["source: ", "input_file: "]
        .into_iter()
        .flat_map(|key| head.lines().filter_map(move |line| line.strip_prefix(key)));
    let mut origins: Vec<PathBuf> = origins
        .map(|path| root().join(path.trim_matches('"')))
        .collect();
    origins.extend(named_after(snapshot));
    let gone = origins.into_iter().filter(|path| !path.exists());
    gone.map(|path| format!("{}: there is no {}", from_root(snapshot), from_root(&path)))
        .collect()
}

/// `outline@verbex.snap` shows a provider.
fn named_after(snapshot: &Path) -> Option<PathBuf> {
    let name = snapshot.file_name()?.to_str()?.split_once('@')?;
    let (test, subject) = (name.0, name.1.split('.').next()?);
    (test == "outline").then(|| root().join("specs").join(subject))
}

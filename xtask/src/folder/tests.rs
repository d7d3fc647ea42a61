use super::*;

fn files(names: &[&str]) -> Files {
    let mut files = Files::default();
    for name in names {
        files.insert(*name, format!("text of {name}"));
    }
    files
}

fn between(folder: &Path, names: &[&str]) -> Result<Changes, Failure> {
    Changes::between(folder.to_path_buf(), "out".to_owned(), files(names))
}

/// A folder as an earlier run left it.
fn written(names: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, change) in between(dir.path(), names).unwrap().iter() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, change.new.as_ref().unwrap()).unwrap();
    }
    dir
}

fn names(changes: &Changes) -> Vec<&str> {
    changes.files.keys().map(String::as_str).collect()
}

fn refusal(result: Result<Changes, Failure>) -> String {
    let failure = result.unwrap_err();
    assert_eq!(failure.status, 1);
    failure.lines.join("\n")
}

#[test]
fn only_what_differs_changes() {
    let dir = written(&["Cargo.toml", "src/a.rs", "src/old.rs"]);
    fs::write(dir.path().join("Cargo.lock"), "of somebody else").unwrap();
    fs::write(dir.path().join("src/a.rs"), "edited").unwrap();
    let changes = between(dir.path(), &["Cargo.toml", "src/a.rs", "src/new.rs"]).unwrap();
    assert_eq!(
        names(&changes),
        [".callsmith", "src/a.rs", "src/new.rs", "src/old.rs"]
    );
    assert_eq!(changes.files["src/old.rs"].new, None);
    assert_eq!(
        changes.iter().last().unwrap().0,
        dir.path().join(".callsmith")
    );
    assert!(between(&written(&["a"]).path().join("nowhere/below"), &["b"]).is_ok());
}

#[test]
fn nothing_differs_after_a_run() {
    let dir = written(&["Cargo.toml", "src/a.rs"]);
    assert!(
        between(dir.path(), &["Cargo.toml", "src/a.rs"])
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_provider_that_is_gone_takes_its_list_along() {
    let dir = written(&["Cargo.toml"]);
    assert_eq!(
        names(&between(dir.path(), &[]).unwrap()),
        [".callsmith", "Cargo.toml"]
    );
}

#[test]
fn files_of_somebody_else_stay() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("thesis.txt"), "").unwrap();
    assert!(
        refusal(between(dir.path(), &["Cargo.toml"])).contains("not empty and has no .callsmith")
    );
    let dir = written(&["Cargo.toml"]);
    fs::write(dir.path().join("build.rs"), "mine").unwrap();
    assert!(
        refusal(between(dir.path(), &["Cargo.toml", "build.rs"]))
            .contains("out/build.rs would be replaced")
    );
}

#[test]
fn things_in_the_way_are_named() {
    let dir = written(&["Cargo.toml"]);
    fs::create_dir(dir.path().join("README.md")).unwrap();
    fs::write(dir.path().join("src"), "").unwrap();
    assert!(
        refusal(between(dir.path(), &["README.md"])).contains("out/README.md: there is a folder")
    );
    assert!(
        refusal(between(dir.path(), &["src/a.rs"]))
            .contains("out/src/a.rs: there is a file in the place")
    );
    assert!(
        refusal(between(&dir.path().join("Cargo.toml"), &["a"])).contains("out: there is a file")
    );
    assert!(refusal(between(dir.path(), &["../a"])).contains("not a path inside"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let dir = written(&["Cargo.toml"]);
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), dir.path().join("src")).unwrap();
    symlink("/nowhere", dir.path().join("README.md")).unwrap();
    assert!(refusal(between(dir.path(), &["src/a.rs"])).contains("there is a link"));
    assert!(refusal(between(dir.path(), &["README.md"])).contains("there is a link"));
    let nowhere = elsewhere.path().join("out");
    symlink("/nowhere", &nowhere).unwrap();
    assert!(refusal(between(&nowhere, &["a"])).contains("link to nowhere"));
}

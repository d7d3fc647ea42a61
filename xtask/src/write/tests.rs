use std::collections::BTreeMap;
use std::time::SystemTime;

use callsmith_codegen::files::Files;

use super::*;

fn changes(folder: &Path, files: &[(&str, &str)]) -> Result<Changes, Failure> {
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Changes::between(
        folder.to_path_buf(),
        "out".to_owned(),
        Files(files.collect()),
    )
}

fn run(folder: &Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    let changes = changes(folder, files)?;
    write([&changes].into_iter())
}

/// Every path below `folder`, with text and time of files.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Option<(String, SystemTime)>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut tree(&path));
            found.insert(path, None);
        } else {
            let time = path.metadata().unwrap().modified().unwrap();
            found.insert(
                path.clone(),
                Some((fs::read_to_string(&path).unwrap(), time)),
            );
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let found = tree(folder).into_keys();
    found
        .map(|path| path.strip_prefix(folder).unwrap().display().to_string())
        .collect()
}

#[test]
fn writes_replaces_and_deletes() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("new/out");
    run(
        &out,
        &[
            ("Cargo.toml", "1"),
            ("src/a.rs", "1"),
            ("examples/e.rs", "1"),
        ],
    )
    .unwrap();
    assert_eq!(
        names(&out),
        [
            ".callsmith",
            "Cargo.toml",
            "examples",
            "examples/e.rs",
            "src",
            "src/a.rs"
        ]
    );
    fs::write(out.join("Cargo.lock"), "mine").unwrap();
    run(&out, &[("Cargo.toml", "2"), ("src/b.rs", "1")]).unwrap();
    assert_eq!(
        names(&out),
        [".callsmith", "Cargo.lock", "Cargo.toml", "src", "src/b.rs"]
    );
    assert_eq!(fs::read_to_string(out.join("Cargo.toml")).unwrap(), "2");
}

#[test]
fn what_does_not_change_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), &[("Cargo.toml", "1"), ("src/a.rs", "1")]).unwrap();
    let old = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1000);
    fs::File::options()
        .write(true)
        .open(dir.path().join("Cargo.toml"))
        .unwrap()
        .set_modified(old)
        .unwrap();
    let before = tree(dir.path());
    run(dir.path(), &[("Cargo.toml", "1"), ("src/a.rs", "1")]).unwrap();
    assert_eq!(tree(dir.path()), before);
    run(dir.path(), &[("Cargo.toml", "1"), ("src/a.rs", "2")]).unwrap();
    assert_eq!(
        dir.path()
            .join("Cargo.toml")
            .metadata()
            .unwrap()
            .modified()
            .unwrap(),
        old
    );
}

#[test]
fn nothing_is_left_of_a_provider_that_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    run(&out, &[("Cargo.toml", "1"), ("src/a.rs", "1")]).unwrap();
    run(&out, &[]).unwrap();
    assert!(names(dir.path()).is_empty());
}

/// A target that cannot be replaced, noticed only after others were.
#[test]
fn a_failure_halfway_puts_everything_back() {
    let dir = tempfile::tempdir().unwrap();
    run(
        dir.path(),
        &[("a.rs", "1"), ("b.rs", "1"), ("old/c.rs", "1")],
    )
    .unwrap();
    let wanted = [
        ("a.rs", "2"),
        ("b.rs", "1"),
        ("new/d.rs", "1"),
        ("z.rs", "1"),
    ];
    let changes = changes(dir.path(), &wanted).unwrap();
    // It comes after the comparison; `new/d.rs`, `a.rs` and the removal of `old/c.rs` come before it.
    fs::create_dir(dir.path().join("z.rs")).unwrap();
    let before = tree(dir.path());
    let failure = write([&changes].into_iter()).unwrap_err();
    assert!(
        failure.lines[0].ends_with("z.rs: is a directory"),
        "{failure:?}"
    );
    assert_eq!(
        (failure.status, &failure.lines[1..]),
        (1, &[NOTHING.to_owned()][..])
    );
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn one_folder_that_cannot_be_written_keeps_the_others_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let good = changes(&dir.path().join("good"), &[("a.rs", "1")]).unwrap();
    let bad = changes(Path::new("/proc/callsmith"), &[("a.rs", "1")]).unwrap();
    assert!(write([&good, &bad].into_iter()).is_err());
    assert!(names(dir.path()).is_empty());
}

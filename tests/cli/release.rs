//! Versions, the changelog and `cargo xtask release`.

use super::SPEC;
use callsmith_tests::command::{Sandbox, Told, xtask_of};

/// A repository with one provider whose crate is written.
fn provider() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("Cargo.toml", "");
    sandbox.put("runtime/empty", "");
    sandbox.put("specs/acme/openapi.yaml", SPEC);
    assert_eq!(run(&sandbox, &["generate"]).status, 0);
    sandbox
}

/// As the tool of that repository.
fn xtask(sandbox: &Sandbox, words: &[&str]) -> Told {
    xtask_of(None, sandbox.path(), words)
}

fn run(sandbox: &Sandbox, words: &[&str]) -> Told {
    let told = xtask(sandbox, words);
    assert_eq!(told.err.replace(OUT_OF_DATE, ""), "", "{words:?}");
    told
}

const OUT_OF_DATE: &str = "error: out of date; the same command without --check writes it\n";

/// With a property more.
fn more() -> String {
    SPEC.replace(
        "state: {type: string}",
        "state: {type: string}, note: {type: string}",
    )
}

/// With a property of another type, too.
fn other() -> String {
    more().replace("state: {type: string}", "state: {type: integer}")
}

const BEGIN: &str = "# Changelog\n\nWhat changed for callers of `phone-calls-client`.\n";
const FIRST: &str = "\n## 0.1.0\n\nThe API as it was when its changes were first kept.\n";

fn changelog(sandbox: &Sandbox) -> String {
    let text = sandbox.text("generated/acme/CHANGELOG.md");
    let rest = text.strip_prefix(BEGIN).expect("the head");
    rest.to_owned()
}

fn version(sandbox: &Sandbox) -> String {
    let names = sandbox.text("specs/acme/names.lock");
    let version = names.lines().find_map(|line| line.strip_prefix("version "));
    let version = version.expect("a version").to_owned();
    let manifest = sandbox.text("generated/acme/Cargo.toml");
    assert!(
        manifest.contains(&format!("version = \"{version}\"\n")),
        "{manifest}"
    );
    version
}

#[test]
fn the_version_says_what_changed_since_the_release() {
    let sandbox = provider();
    assert_eq!(
        (version(&sandbox).as_str(), changelog(&sandbox).as_str()),
        ("0.1.0", FIRST)
    );

    sandbox.put("specs/acme/openapi.yaml", more());
    let told = run(&sandbox, &["generate", "--check"]);
    assert_eq!(told.status, 1);
    let said = "acme: its version says less than the change: 0.1.0, and callers need 0.1.1\n";
    assert!(told.out.contains(said), "{}", told.out);
    let told = run(&sandbox, &["generate"]);
    assert!(told.out.contains(", version 0.1.1, "), "{}", told.out);
    let minor = "\n## 0.1.1 (not released)\n\n**minor (1 added)**\n\n### Added, nothing to do\n\n\
        - `types::Call::note`: a field more: `Option<String>`\n";
    assert_eq!(changelog(&sandbox), format!("{minor}{FIRST}"));

    // One section for everything since the release, however often it changes.
    sandbox.put("specs/acme/openapi.yaml", other());
    run(&sandbox, &["generate"]);
    assert_eq!(version(&sandbox), "0.2.0");
    let log = changelog(&sandbox);
    assert!(
        log.starts_with("\n## 0.2.0 (not released)\n\n**major (1 breaking, 1 added)**\n"),
        "{log}"
    );
    assert!(
        log.ends_with(FIRST) && log.matches("## 0.").count() == 2,
        "{log}"
    );
    let before = sandbox.tree();
    assert_eq!(run(&sandbox, &["generate"]).status, 0);
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn what_is_released_is_what_later_changes_are_held_against() {
    let sandbox = provider();
    sandbox.put("specs/acme/openapi.yaml", other());
    run(&sandbox, &["generate"]);
    let open = changelog(&sandbox);
    assert_eq!(run(&sandbox, &["release", "--check"]).status, 1);
    assert_eq!(run(&sandbox, &["release", "acme"]).status, 0);
    let released = open.replace(" (not released)", "");
    assert_eq!(
        (changelog(&sandbox), version(&sandbox).as_str()),
        (released.clone(), "0.2.0")
    );
    assert_eq!(run(&sandbox, &["generate", "--check"]).status, 0);
    // Back again: another breaking change.
    sandbox.put("specs/acme/openapi.yaml", SPEC);
    run(&sandbox, &["generate"]);
    assert_eq!(version(&sandbox), "0.3.0");
    assert!(changelog(&sandbox).ends_with(&released));
}

/// Who wants a higher version writes it down; a lower one is not to be had.
#[test]
fn a_version_may_say_more_than_the_change() {
    let sandbox = provider();
    let names = sandbox.text("specs/acme/names.lock");
    sandbox.put(
        "specs/acme/names.lock",
        names.replace("version 0.1.0", "version 1.0.0"),
    );
    sandbox.put("specs/acme/openapi.yaml", more());
    run(&sandbox, &["generate"]);
    assert_eq!(version(&sandbox), "1.0.0");
    let overlay = "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $, update: {x-callsmith-package: {version: 2.1.0}}}]\n";
    sandbox.put("specs/acme/overlay.yaml", overlay);
    run(&sandbox, &["generate"]);
    assert_eq!(version(&sandbox), "2.1.0");
    sandbox.put("specs/acme/overlay.yaml", overlay.replace("2.1.0", "0.0.1"));
    run(&sandbox, &["generate"]);
    assert_eq!(version(&sandbox), "2.1.0");
    sandbox.put("specs/acme/overlay.yaml", overlay.replace("2.1.0", "two"));
    let told = xtask(&sandbox, &["generate"]);
    assert!(
        told.err
            .contains("must be a version, three numbers like `0.1.0`"),
        "{}",
        told.err
    );
}

/// Any crate can have versions; those that nobody releases are left alone.
#[test]
fn a_crate_outside_has_versions_from_its_first_release_on() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let spec = ["--spec", "api.yaml", "--out", "out"];
    let run = |sandbox: &Sandbox, words: &[&str]| {
        let told = sandbox.xtask(words);
        assert_eq!((told.status, told.err.as_str()), (0, ""));
    };
    run(&sandbox, &[&["generate"], &spec[..]].concat());
    assert!(!sandbox.names("out").contains(&"api.lock".to_owned()));
    run(&sandbox, &[&["release"], &spec[..]].concat());
    sandbox.put("api.yaml", other());
    run(&sandbox, &[&["generate"], &spec[..]].concat());
    assert!(sandbox.text("out/names.lock").contains("\nversion 0.2.0\n"));
    assert!(
        sandbox
            .text("out/CHANGELOG.md")
            .contains("\n## 0.2.0 (not released)\n")
    );
}

#[test]
fn a_damaged_file_of_the_api_is_told_and_nothing_is_written() {
    let sandbox = provider();
    let lock = sandbox.text("specs/acme/api.lock");
    sandbox.put(
        "specs/acme/api.lock",
        lock.replacen("{\"client\"", "<<<<<<<\n{\"client\"", 1),
    );
    let before = sandbox.tree();
    let told = xtask(&sandbox, &["generate"]);
    assert_eq!(told.status, 1);
    let said = "specs/acme/api.lock:4:1: error[bad-api-lock]: ";
    assert!(told.err.contains(said), "{}", told.err);
    assert_eq!(sandbox.tree(), before);
}

//! Is `generated/` what the specs give now? Is it the same twice? Is nothing of it left over?

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use callsmith_tests::command::{Found, Sandbox, root, tree, xtask};

#[test]
fn generated_is_what_the_specs_give() {
    let told = xtask(&root(), &["generate", "--check"]);
    assert_eq!(
        told.status, 0,
        "run `cargo xtask generate`\n{}{}",
        told.out, told.err
    );
}

#[test]
fn every_provider_has_a_crate_and_every_crate_a_provider() {
    assert_eq!(folders("generated"), folders("specs"));
}

/// Twice from the same files, in two places: nothing depends on the place, the order of a hash map or the time.
#[test]
fn twice_is_the_same() {
    for provider in folders("specs") {
        assert_eq!(crate_of(&provider), crate_of(&provider), "{provider}");
    }
}

fn folders(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder of the repository");
    let names = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The files of a provider's crate, generated somewhere.
fn crate_of(provider: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let sandbox = Sandbox::default();
    let specs = root().join("specs").join(provider);
    let path = |name: &str| specs.join(name).to_string_lossy().into_owned();
    let (document, overlay) = (path("openapi.yaml"), path("overlay.yaml"));
    let told = sandbox.xtask(&[
        "generate",
        "--spec",
        &document,
        "--overlay",
        &overlay,
        "--out",
        "out",
    ]);
    assert_eq!(told.status, 0, "{}", told.err);
    let files = tree(&sandbox.path().join(Path::new("out"))).into_iter();
    files
        .filter_map(|(path, found)| {
            if let Found::File(bytes, _) = found {
                Some((path, bytes))
            } else {
                None
            }
        })
        .collect()
}

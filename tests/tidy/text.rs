//! How long files are, what they are called, and words that do not belong in them.

use super::none;
use super::source::rust;

/// Most files have 100 to 200 lines.
const LINES: usize = 400;

/// Names that say nothing: such a file has no reason to end.
const NAMES: &[&str] = &[
    "util.rs",
    "utils.rs",
    "common.rs",
    "helper.rs",
    "helpers.rs",
    "misc.rs",
];

#[test]
fn files_are_short() {
    let long = rust()
        .into_iter()
        .map(|file| (file.text.lines().count(), file.path));
    let long = long
        .filter(|(lines, _)| *lines > LINES)
        .map(|(lines, path)| format!("{path}: {lines} lines"));
    none(
        "no file has more than 400 lines: split it where two decisions meet",
        long.collect(),
    );
}

#[test]
fn files_have_names_that_say_something() {
    let found = rust().into_iter().map(|file| file.path);
    let found = found.filter(|path| {
        NAMES
            .iter()
            .any(|name| path.rsplit('/').next() == Some(*name))
    });
    none("name a file after what it decides", found.collect());
}

#[test]
fn every_file_says_what_it_is() {
    let without = rust()
        .into_iter()
        .filter(|file| !file.text.starts_with("//!") && !file.path.ends_with("/tests.rs"));
    none(
        "a file begins with `//!`",
        without.map(|file| file.path).collect(),
    );
}

#[test]
fn nothing_is_left_undone() {
    // Spelt so that this file does not hold them.
    let words = [
        concat!("to", "do"),
        concat!("unimple", "mented"),
        concat!("d", "bg"),
    ];
    let files = rust();
    let macros = files
        .iter()
        .flat_map(|file| words.iter().flat_map(|word| file.places(word, &["!("])));
    let (upper, fix) = (concat!("TO", "DO"), concat!("FIX", "ME"));
    let marks = files.iter().flat_map(|file| {
        file.text
            .lines()
            .enumerate()
            .map(move |(n, line)| (file, n + 1, line))
    });
    let marks = marks.filter(|(_, _, line)| line.contains(upper) || line.contains(fix));
    let marks =
        marks.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim()));
    none("finish it, or file an issue", macros.chain(marks).collect());
}

#[test]
fn nothing_is_unsafe() {
    let word = concat!("un", "safe");
    let ends = [" {", " fn", " impl", " trait", " extern"];
    none(
        "no unsafe code",
        rust()
            .iter()
            .flat_map(|file| file.places(word, &ends))
            .collect(),
    );
}

/// Where somebody's machine keeps things is nobody else's business, and differs there.
#[test]
fn no_path_of_a_machine_is_written_down() {
    let words = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:", "\\Us", "ers"),
    ];
    let files = rust();
    none(
        "a path of a machine",
        files
            .iter()
            .flat_map(|file| words.iter().flat_map(|word| file.places(word, &[""])))
            .collect(),
    );
}

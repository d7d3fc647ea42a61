//! A mistake in a document costs only the place it is in.
//!
//! Each row of the table puts one mistake into a sound document. A crate comes of it, with a warning at
//! the mistake; the snapshot shows what was said and what became of the API: lines of the outline that
//! are gone (`-`) or new (`+`).

use callsmith_codegen::diagnostic::{At, Diagnostics};
use callsmith_codegen::load::load;
use callsmith_codegen::source::{Pointer, Source};
use callsmith_tests::fixture::output_of;
use serde_json::Value;
use std::fmt::Write;

#[path = "mistakes/table.rs"]
mod table;

use table::{MISTAKES, Mistake};

const SOUND: &str = include_str!("mistakes/sound.yaml");

/// Stands in the row of a mistake that nobody is told of.
const SILENT: &str = "  !! no warning there";

#[test]
fn mistakes() {
    let sound: Value = parsed(SOUND);
    let before = output_of(&sound.to_string());
    assert_eq!(before.summary.warnings, 0, "the document itself is sound");
    let shown: String = MISTAKES
        .iter()
        .map(|mistake| shown(mistake, &sound, &before.outline))
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("mistakes", shown));
    let silent: Vec<&str> = shown
        .split("\n\n")
        .filter(|row| row.contains(SILENT))
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n\n"));
}

fn shown(mistake: &Mistake, sound: &Value, before: &str) -> String {
    let (at, value) = (mistake.at, mistake.value);
    let after = output_of(&made(mistake, sound).to_string());
    assert!(after.files.is_some(), "{at}: {value}: no crate");
    let mut text = format!("{at}: {value}\n");
    let mut is_near = false;
    for item in after.diagnostics.iter() {
        let At::Source(0, place) = &item.at else {
            panic!("{at}: {value}: a warning without a place: {item:?}");
        };
        is_near |= near(place, &at.parse().expect("a pointer"));
        let _ = writeln!(text, "  {} {place}: {}", item.code, item.message);
    }
    if !is_near {
        let _ = writeln!(text, "{SILENT}");
    }
    for change in changes(before, &after.outline) {
        let _ = writeln!(text, "  {change}");
    }
    text + "\n"
}

/// At the mistake, in it, or at what it is in.
fn near(place: &Pointer, mistake: &Pointer) -> bool {
    let around = mistake.parent().unwrap_or_default();
    place.below(&around).is_some() || mistake.below(place).is_some() && *place != Pointer::root()
}

/// The document with the mistake put in, at a place that need not be there.
fn made(mistake: &Mistake, sound: &Value) -> Value {
    let mut document = sound.clone();
    let at: Pointer = mistake.at.parse().expect("a pointer");
    let around = at.parent().expect("not the whole document");
    let around = around.get_mut(&mut document).expect(mistake.at);
    let key = at.last().expect("a key").into_owned();
    let value = mistake.value;
    match (around, value) {
        (Value::Object(map), "") => drop(map.shift_remove(&key)),
        (Value::Object(map), value) => drop(map.insert(key, parsed(value))),
        (Value::Array(items), value) if key == "-" => items.push(parsed(value)),
        (Value::Array(items), value) => {
            items[key.parse::<usize>().expect("an index")] = parsed(value)
        }
        _ => panic!("{}: nothing can be put there", mistake.at),
    }
    document
}

fn parsed(value: &str) -> Value {
    let mut diagnostics = Diagnostics::default();
    load(&Source::new("x.yaml", value), 0, &mut diagnostics).expect(value)
}

fn changes(before: &str, after: &str) -> Vec<String> {
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .map(|line| line.trim_end().to_owned())
            .collect()
    };
    let (before, after) = (lines(before), lines(after));
    let only = |these: &[String], others: &[String], sign: char| -> Vec<String> {
        let mut others = others.to_vec();
        let gone = these.iter().filter(|line| {
            let known = others.iter().position(|other| other == *line);
            known.map(|at| others.swap_remove(at)).is_none()
        });
        gone.map(|line| format!("{sign} {line}")).collect()
    };
    [only(&before, &after, '-'), only(&after, &before, '+')].concat()
}

use super::*;
use crate::source::Source;

fn at(pointer: &str) -> At {
    At::Document(pointer.parse().unwrap())
}

fn warning(pointer: &str) -> Diagnostic {
    Diagnostic::warning("some-code", at(pointer), "something \u{1b}[31mred")
}

#[test]
fn rendered_with_excerpt_pointer_and_help() {
    let sources = [Source::new(
        "specs/a.yaml",
        "openapi: 3.1.0\ninfo:\n  title: A\u{202e}B\n",
    )];
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        warning("/info/title")
            .help("write it")
            .related(at("/openapi"), "version"),
    );
    diagnostics.push(Diagnostic::error(
        "other-code",
        At::Nowhere,
        "nothing to do",
    ));
    let text = diagnostics.render(&sources, &Style::default());
    assert_eq!(
        text,
        "\
error[other-code]: nothing to do

specs/a.yaml:3:10: warning[some-code]: something \u{fffd}[31mred
  |
3 |   title: A\u{fffd}B
  |          ^^^
  |
  = note: at /info/title
  = note: version: specs/a.yaml:1:10
  = help: write it
"
    );
}

#[test]
fn a_few_of_each_code_in_text_order() {
    let text: String = (0..9).map(|n| format!("k{n}: v\n")).collect();
    let mut diagnostics = Diagnostics::default();
    for n in [3, 8, 1, 0, 2, 7, 5] {
        diagnostics.push(warning(&format!("/k{n}")));
    }
    let text = diagnostics.render(
        &[Source::new("x", text)],
        &Style {
            per_code: 3,
            colour: false,
        },
    );
    let places: Vec<_> = text
        .lines()
        .filter(|line| line.contains("warning"))
        .collect();
    assert_eq!(
        places,
        [1, 2, 3].map(|n| format!("x:{n}:5: warning[some-code]: something \u{fffd}[31mred"))
    );
    assert!(
        text.ends_with("... and 4 more of this kind: some-code\n"),
        "{text}"
    );
    assert_eq!(diagnostics.counts()["some-code"], 7);
}

#[test]
fn a_long_line_is_cut_to_a_window() {
    let text = format!(
        "{{\"a\": \"{}\", \"b\": 1, \"c\": \"{}\"}}",
        "x".repeat(5000),
        "y".repeat(5000)
    );
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(warning("/b"));
    let text = diagnostics.render(&[Source::new("x.json", text)], &Style::default());
    assert!(
        text.lines().all(|line| line.chars().count() < 140),
        "{text}"
    );
    assert!(text.contains("\"b\": 1"), "{text}");
}

#[test]
fn places_are_taken_back_through_the_layers() {
    let mut diagnostics = Diagnostics::default();
    let pointer = |text: &str| text.parse::<Pointer>().unwrap();
    let mut inserts = Layer::inserts();
    inserts.insert(
        pointer("/a/b"),
        Place::Source(1, pointer("/actions/0/update/b")),
    );
    diagnostics.moved(inserts);
    let mut moves = Layer::moves();
    moves.insert(pointer("/a/allOf/0"), Place::Document(pointer("/a")));
    diagnostics.moved(moves);
    let source = |text: &str| diagnostics.origins().source(&pointer(text));
    assert_eq!(
        source("/a/allOf/0/b/c"),
        (1, pointer("/actions/0/update/b/c"))
    );
    assert_eq!(source("/a/allOf/0/d"), (0, pointer("/a/d")));
    assert_eq!(source("/a/allOf/1"), (0, pointer("/a/allOf/1")));
}

#[test]
fn allowed_codes_are_silent_at_their_place_and_below() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(warning("/a/b"));
    diagnostics.allow("/a".parse().unwrap(), vec!["some-code".to_owned()]);
    diagnostics.push(warning("/a"));
    diagnostics.push(warning("/ab"));
    assert_eq!(diagnostics.iter().count(), 1);
}

use super::*;

const YAML: &str = "\u{feff}# head
openapi: 3.1.0
paths:
  /calls/{id}:
    get:
      parameters:
        - name: id
          in: path
        - $ref: '#/x'
      responses:
        200: {description: fine}
x: &x
  - [1, \"two\"]
y: *x
empty: {}
é: ü
";

const JSON: &str = "{\"openapi\": \"3.1.0\",\n  \"a/b\": {\"é\": [1, {\"x\": true}], \"n\": null},\n  \"e\": {}}\n";

fn check(text: &str, pointer: &str, expected: (usize, usize)) {
    let source = Source::new("test", text);
    let position = source.locate(&pointer.parse().unwrap()).unwrap();
    assert_eq!((position.line, position.column), expected, "{pointer}");
}

#[test]
fn yaml_places() {
    for (pointer, expected) in [
        ("", (2, 1)),
        ("/openapi", (2, 10)),
        ("/paths", (3, 1)),
        ("/paths/~1calls~1{id}/get", (5, 5)),
        ("/paths/~1calls~1{id}/get/parameters/0", (7, 11)),
        ("/paths/~1calls~1{id}/get/parameters/0/in", (8, 15)),
        ("/paths/~1calls~1{id}/get/parameters/1/$ref", (9, 17)),
        ("/paths/~1calls~1{id}/get/responses/200", (11, 9)),
        (
            "/paths/~1calls~1{id}/get/responses/200/description",
            (11, 28),
        ),
        ("/x/0/1", (13, 9)),
        ("/y/0/0", (13, 6)),
        ("/empty", (15, 1)),
        ("/é", (16, 4)),
        ("/paths/~1calls~1{id}/get/nothing/below", (5, 5)),
        ("/nothing", (2, 1)),
    ] {
        check(YAML, pointer, expected);
    }
}

#[test]
fn json_places() {
    for (pointer, expected) in [
        ("", (1, 1)),
        ("/openapi", (1, 13)),
        ("/a~1b", (2, 3)),
        ("/a~1b/é/0", (2, 17)),
        ("/a~1b/é/1", (2, 20)),
        ("/a~1b/é/1/x", (2, 26)),
        ("/a~1b/n", (2, 39)),
        ("/e", (3, 3)),
        ("/a~1b/missing", (2, 3)),
    ] {
        check(JSON, pointer, expected);
    }
}

#[test]
fn flow_yaml_that_begins_like_json() {
    check("{a: 1,\n b: [x, y]}", "/b/1", (2, 9));
}

#[test]
fn many_at_once_and_repeated_keys() {
    let source = Source::new("test", "a: 1\nb: {c: 2}\na: 3\n");
    let [a, c] = ["/a", "/b/c"].map(|p| p.parse::<Pointer>().unwrap());
    let found = source.locate_all([&a, &c]);
    assert_eq!(found[&a], Position { line: 3, column: 4 });
    assert_eq!(found[&c], Position { line: 2, column: 8 });
    assert_eq!(source.occurrences(&[a])[0].len(), 2);
}

#[test]
fn lines_are_those_of_an_editor() {
    check("a: \"x\u{2028}y\"\nb: 1\n", "/b", (2, 4));
    check("a: 1\r\nb: 2\r\n", "/b", (2, 4));
}

#[test]
fn texts_that_cannot_be_read() {
    for text in [
        "",
        "a: [",
        "{\"a\": ",
        "{\"a\": 1",
        "\t",
        "*x",
        "- !t {a: 1}",
    ] {
        let _ = Source::new("test", text).locate(&"/a/b/0".parse().unwrap());
    }
}

#[test]
fn tagged_and_merged_values() {
    check("a: !t\n  b: !u 1\nc: 2\n", "/a/b", (2, 6));
    check("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n", "/b/y", (4, 6));
    check("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n", "/b/x", (2, 1));
}

#[test]
fn pointers() {
    let pointer = Pointer::root().join("a/b").join("m~n").index(0);
    assert_eq!(pointer.as_str(), "/a~1b/m~0n/0");
    assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["a/b", "m~n", "0"]);
    assert_eq!(pointer.parent().unwrap().last().unwrap(), "m~n");
    assert_eq!(
        pointer
            .below(&Pointer::root().join("a/b"))
            .unwrap()
            .as_str(),
        "/m~0n/0"
    );
    assert!("/a~2".parse::<Pointer>().is_err() && "a".parse::<Pointer>().is_err());
    let encoded = Pointer::from_fragment("#/paths/~1a~1%7Bid%7D/x%zz").unwrap();
    assert_eq!(encoded.as_str(), "/paths/~1a~1{id}/x%zz");
    assert!(Pointer::from_fragment("other.yaml#/a").is_none());
}

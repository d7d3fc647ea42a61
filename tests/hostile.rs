//! No document makes the generator panic, run out of stack, memory or time.
//!
//! Every case is small to write down and would be large or endless to follow.

use callsmith_tests::fixture::output_of;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// What no case takes, even unoptimised on a busy machine: those that go wrong take forever.
const LONG: Duration = Duration::from_secs(60);

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// Whether a crate came of it, and the codes of what was said.
#[track_caller]
fn run(text: &str) -> (bool, Vec<&'static str>) {
    let start = Instant::now();
    let output = output_of(text);
    let took = start.elapsed();
    assert!(took < LONG, "{took:?}");
    let mut codes: Vec<_> = output.diagnostics.iter().map(|item| item.code).collect();
    codes.sort_unstable();
    codes.dedup();
    (output.files.is_some(), codes)
}

#[track_caller]
fn refused(text: &str) {
    assert_eq!(run(text), (false, vec!["unreadable"]));
}

#[track_caller]
fn taken(text: &str) -> Vec<&'static str> {
    let (is_taken, codes) = run(text);
    assert!(is_taken, "{codes:?}");
    codes
}

#[test]
fn depth_of_texts() {
    for deep in ["[", "{\"a\":", "- ", "{a: ", "? "] {
        refused(&deep.repeat(100_000));
        refused(&format!("{HEAD}x: {}", deep.repeat(100_000)));
    }
    let mut block = HEAD.to_owned();
    for level in 0..3000 {
        let _ = writeln!(block, "{}a:", " ".repeat(level));
    }
    refused(&block);
}

#[test]
fn odd_texts() {
    for text in ["a: \0", "\0", "a: \u{1}", "a:\n\tb: 1", "a: 1\n---\nb: 2\n"] {
        refused(text);
    }
    for text in ["", "# nothing\n", "\u{feff}", "---\n", "1e400", "~"] {
        assert_eq!(run(text), (false, vec!["not-openapi-3"]), "{text:?}");
    }
    let windows = format!("\u{feff}{HEAD}paths: {{}}\n").replace('\n', "\r\n");
    assert!(taken(&windows).is_empty());
    let json =
        "\u{feff}{\"openapi\": \"3.1.0\",\r\n\"info\": {\"title\": \"T\", \"version\": \"1\"}}";
    assert!(taken(json).is_empty());
    let digits = "9".repeat(10_000);
    let numbers = [
        "1e400",
        "-1e400",
        &digits,
        ".inf",
        "-0",
        "1e-400",
        "0x7fffffffffffffffff",
    ];
    for number in numbers {
        let schema = format!(
            "type: integer, minimum: {number}, maxLength: {number}, enum: [{number}], default: {number}"
        );
        taken(&format!(
            "{HEAD}components: {{schemas: {{A: {{{schema}}}}}}}\n"
        ));
    }
}

#[test]
fn references_in_circles() {
    let circles = [
        "schemas: {A: {$ref: '#/components/schemas/A'}}",
        "schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
        "schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}]}}",
        "schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {}}}]}}",
        "schemas: {A: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}, B: {anyOf: [{$ref: '#/components/schemas/A'}]}}",
        "schemas: {A: {items: {$ref: '#/components/schemas/A'}, type: array}}",
        "schemas: {A: {properties: {a: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {}}}]}}}}",
        "schemas: {A: {properties: {a: {items: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {}}}]}}}}, B: {properties: {b: {oneOf: [{allOf: [{$ref: '#/components/schemas/A'}, {required: [a]}]}, {type: string}]}}}}",
        "schemas: {A: {$ref: '#/components/schemas/A/properties/a'}}",
        "schemas: {A: {properties: {a: {$ref: '#/components/schemas/A/properties/b'}, b: {$ref: '#/components/schemas/A/properties/a'}}}}",
        "schemas: {A: {properties: {a: {allOf: [{$ref: '#/components/schemas/A/properties/a/allOf/0'}]}}}}",
        "schemas: {A: {$ref: '#/components/schemas/A/properties/a/properties/a'}}",
        "schemas: {A: {$id: a, $ref: a}, B: {$id: b, $dynamicAnchor: b, $dynamicRef: '#b'}}",
        "schemas: {A: {not: {$ref: '#/components/schemas/A'}, additionalProperties: {$ref: '#/components/schemas/A'}}}",
        "responses: {A: {$ref: '#/components/responses/A'}, B: {$ref: '#/components/responses/A', description: B}}",
        "parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}",
        "headers: {A: {$ref: '#/components/headers/A/content'}}",
        "requestBodies: {A: {content: {$ref: '#/components/requestBodies/A/content'}}}",
        "examples: {A: {$ref: '#/components/examples/A'}}",
        "links: {A: {$ref: '#/components/links/A'}}",
        "callbacks: {A: {$ref: '#/components/callbacks/A'}, B: {'{$u}': {$ref: '#/components/callbacks/B/{$u}'}}}",
        "securitySchemes: {A: {$ref: '#/components/securitySchemes/A'}}",
        "pathItems: {A: {$ref: '#/components/pathItems/B'}, B: {$ref: '#/components/pathItems/A'}}",
        // Found by the fuzzer: a place named after itself has no end of names.
        "things: {A: {type: string}, B: text}, schemas: {A: {$ref: '#/components/things/A'}, B: {$ref: '#/components/things/B'}}",
        "things: {A: {$ref: '#/components/things/B/b'}, B: {$ref: '#/components/things/A/b', b: {$ref: '#/components/things/A'}}}, schemas: {A: {$ref: '#/components/things/A/b'}, B: {$ref: '#/components/things/B/b'}}",
        "mediaTypes: {A: {$ref: '#/components/mediaTypes/A'}}",
        "$ref: '#/components'",
    ];
    for circle in circles {
        let uses = "paths: {/a: {$ref: '#/components/pathItems/A', get: {parameters: [{$ref: '#/components/parameters/A'}], requestBody: {$ref: '#/components/requestBodies/A'}, callbacks: {a: {$ref: '#/components/callbacks/A'}, b: {$ref: '#/components/callbacks/B'}}, responses: {'200': {$ref: '#/components/responses/A'}, '201': {description: A, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n";
        taken(&format!("{HEAD}components: {{{circle}}}\n{uses}"));
        taken(&format!("{HEAD}components: {{{circle}}}\n"));
    }
    taken(&format!("{HEAD}$ref: '#'\npaths: {{$ref: '#/paths'}}\n"));
}

/// A list of things each of which is made of two of the next one: two to the power of forty in all.
fn doubled(section: &str, one: impl Fn(&str) -> String, last: &str) -> String {
    let mut text = format!(
        "{HEAD}paths: {{/a: {{$ref: '#/components/pathItems/P'}}}}\ncomponents:\n  {section}:\n"
    );
    for n in 0..40 {
        let next = format!("{{$ref: '#/components/{section}/A{}'}}", n + 1);
        let _ = writeln!(text, "    A{n}: {}", one(&next));
    }
    text + "    A40: " + last + "\n"
}

#[test]
fn references_that_multiply() {
    let laughs = [
        doubled(
            "schemas",
            |next| format!("{{properties: {{a: {next}, b: {next}}}}}"),
            "{}",
        ),
        doubled(
            "schemas",
            |next| format!("{{allOf: [{next}, {next}, {{properties: {{a: {{}}}}}}]}}"),
            "{}",
        ),
        doubled(
            "schemas",
            |next| format!("{{allOf: [{{allOf: [{next}]}}, {{allOf: [{next}]}}]}}"),
            "{properties: {a: {}}}",
        ),
        doubled(
            "schemas",
            |next| format!("{{oneOf: [{next}, {{oneOf: [{next}]}}]}}"),
            "{}",
        ),
        doubled(
            "schemas",
            |next| format!("{{anyOf: [{{type: array, items: {next}}}, {next}]}}"),
            "{}",
        ),
        doubled(
            "callbacks",
            |next| format!("{{a: {{post: {{callbacks: {{x: {next}, y: {next}}}}}}}}}"),
            "{a: {post: {}}}",
        ),
        doubled(
            "pathItems",
            |next| format!("{{post: {{callbacks: {{x: {{a: {next}, b: {next}}}}}}}}}"),
            "{get: {}}",
        ),
    ];
    for text in &laughs {
        taken(&text.replace("pathItems/P", "pathItems/A0"));
    }
}

#[test]
fn properties_that_multiply() {
    let part = |next: &str| format!("{{allOf: [{next}, {{properties: {{x: {{type: string}}}}}}]}}");
    let text = doubled(
        "schemas",
        |next| format!("{{properties: {{a: {0}, b: {0}}}}}", part(next)),
        "{properties: {z: {}}}",
    );
    assert!(taken(&text).contains(&"too-many-types"));
}

#[test]
fn long_chains() {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for n in 0..2000 {
        let _ = writeln!(
            text,
            "    A{n}: {{$ref: '#/components/schemas/A{}'}}",
            n + 1
        );
    }
    taken(&(text + "    A2000: {type: string}\n"));
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for n in 0..2000 {
        let _ = writeln!(
            text,
            "    A{n}: {{properties: {{a: {{$ref: '#/components/schemas/A{}/properties/a'}}}}}}",
            n + 1
        );
    }
    taken(&(text + "    A2000: {properties: {a: {type: string}}}\n"));
}

/// Many schemas, each written from its number.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for n in 0..count {
        let _ = writeln!(text, "    A{n}: {}", one(n));
    }
    text
}

fn refer(n: usize) -> String {
    format!("{{$ref: '#/components/schemas/A{n}'}}")
}

#[test]
fn merged_in_a_circle() {
    let own = |n: usize| format!("{{properties: {{x{n}: {{type: string}}}}}}");
    let circles = [
        many(3000, |n| {
            format!("{{allOf: [{}, {}]}}", refer((n + 1) % 3000), own(n))
        }),
        many(3000, |n| {
            let (next, other) = (refer((n + 1) % 3000), refer((n * 7 + 3) % 3000));
            format!("{{allOf: [{next}, {other}, {}]}}", own(n))
        }),
        many(3000, |n| {
            let (next, inner) = (refer((n + 1) % 3000), refer((n + 2) % 3000));
            format!("{{allOf: [{next}, {{properties: {{x: {inner}}}}}]}}")
        }),
    ];
    for text in circles {
        assert!(taken(&text).contains(&"too-many-combinations"));
    }
}

#[test]
fn bases_of_bases() {
    let tag = "discriminator: {propertyName: k}, properties: {k: {type: string}}";
    let base = |n: usize, before: usize| match n == before {
        true => format!("{{{tag}}}"),
        false => format!("{{allOf: [{}], {tag}}}", refer(before)),
    };
    // A line, in which each is a base of all that come after it.
    taken(&many(1000, |n| base(n, n.saturating_sub(1))));
    // A circle, in which each would be a base of all.
    taken(&many(300, |n| base(n, (n + 1) % 300)));
}

#[test]
fn unions_of_unions() {
    let others = |n: usize| {
        let others = (0..40).filter(|other| *other != n).map(refer);
        others.collect::<Vec<_>>().join(", ")
    };
    let own = |n: usize| format!("{{properties: {{p{n}: {{type: string}}}}}}");
    taken(&many(40, |n| {
        format!("{{oneOf: [{}, {}]}}", others(n), own(n))
    }));
    taken(&many(40, |n| {
        format!("{{allOf: [{{oneOf: [{}]}}, {}]}}", others(n), own(n))
    }));
}

//! `--include`, `--exclude`, and the same from an overlay.

use callsmith_tests::command::Sandbox;

/// Two tags; a type each, one that both use, and one that nothing uses. `odd` is a warning each.
const SPEC: &str = "\
openapi: 3.1.0
info: {title: Phone calls, version: 1.0.0}
servers: [{url: https://api.example.com}]
paths:
  /v1/calls:
    get: {tags: [Calls], operationId: list_calls, odd: 1, responses: {'200': {$ref: '#/components/responses/Call'}}}
    post: {tags: [Calls], operationId: list-calls, responses: {'200': {$ref: '#/components/responses/Call'}}}
  /v1/calls/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete: {tags: [Calls, Legacy], operationId: deleteCall, responses: {'204': {description: Gone.}}}
  /v1/agents:
    get:
      tags: [Agents]
      operationId: list_agents
      odd: 1
      responses: {'200': {description: All., content: {application/json: {schema: {type: object, properties: {agent: {$ref: '#/components/schemas/Agent'}}}}}}}
  /health:
    get: {operationId: health, responses: {'204': {description: Well.}}}
components:
  responses:
    Call: {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}
  schemas:
    Call: {type: object, properties: {shared: {$ref: '#/components/schemas/Shared'}}}
    Agent: {type: object, odd: 1, properties: {shared: {$ref: '#/components/schemas/Shared'}}}
    Shared: {type: object, properties: {state: {type: string}}}
    Unused: {type: object, properties: {state: {type: string}}}
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    sandbox
}

/// The outline with these words, and what was said.
fn outline(sandbox: &Sandbox, words: &[&str]) -> (String, String) {
    let told = sandbox.xtask(&[&["outline", "--spec", "api.yaml"], words].concat());
    assert_eq!(told.status, 0, "{words:?}: {}", told.err);
    (told.out, told.err)
}

/// The methods in the outline.
fn methods(words: &[&str]) -> Vec<String> {
    let (out, _) = outline(&sandbox(), words);
    let lines = out
        .lines()
        .filter(|line| line.starts_with("  ") && line.contains(") -> "));
    let names = lines.map(|line| line.trim().split('(').next().unwrap_or_default().to_owned());
    names.collect()
}

#[test]
fn operations_are_selected_by_any_property() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["--include", "tag=Agents"], &["list_agents"]),
        (&["--include", "tag="], &["health"]),
        (&["--include", "tag=Leg*"], &["delete_call"]),
        (
            &["--include", "path=/v1/calls"],
            &["list_calls", "post_v1_calls"],
        ),
        (
            &["--include", "path=/v1/calls/**"],
            &["delete_call", "list_calls", "post_v1_calls"],
        ),
        (&["--include", "path=/*"], &["health"]),
        (&["--include", "id=*Call"], &["delete_call"]),
        (
            &["--include", "method=DELETE", "--include", "tag=Agents"],
            &["delete_call", "list_agents"],
        ),
        (
            &["--exclude", "method=get", "--exclude", "tag=Legacy"],
            &["post_v1_calls"],
        ),
        (
            &[
                "--include",
                "tag=Calls",
                "--exclude",
                "method=delete",
                "--exclude",
                "method=get",
            ],
            &["post_v1_calls"],
        ),
    ];
    for (words, expected) in cases {
        assert_eq!(methods(words), *expected, "{words:?}");
    }
}

#[test]
fn types_and_warnings_go_with_the_operations_that_had_them() {
    let (out, err) = outline(
        &sandbox(),
        &["--include", "tag=Calls", "--exclude", "method=delete"],
    );
    for (name, stays) in [
        ("Call", true),
        ("Shared", true),
        ("Agent", false),
        ("Unused", false),
        ("ListAgentsResponse", false),
    ] {
        assert_eq!(
            out.contains(&format!("\n  {name} struct")),
            stays,
            "{name}: {out}"
        );
    }
    assert!(
        err.contains("api.yaml:6:") && err.contains("api.yaml: 1 warning"),
        "{err}"
    );
    let (_, err) = outline(&sandbox(), &["--include", "tag="]);
    assert_eq!(err, "");
    let (_, err) = outline(&sandbox(), &[]);
    assert!(err.contains("api.yaml: 3 warnings"), "{err}");
}

/// What stays is the same text, also where names would be free without the rest.
#[test]
fn what_stays_is_what_it_was() {
    let sandbox = sandbox();
    let generate = |out: &str, words: &[&str]| {
        let told =
            sandbox.xtask(&[&["generate", "--spec", "api.yaml", "--out", out], words].concat());
        assert_eq!(told.status, 0, "{}", told.err);
    };
    generate("whole", &[]);
    generate("part", &["--include", "id=list-calls"]);
    let whole = sandbox.text("whole/src/operations.rs");
    let part = sandbox.text("part/src/operations.rs");
    assert!(
        part.contains("fn post_v1_calls(") && !part.contains("list_agents"),
        "{part}"
    );
    for line in part.lines().filter(|line| !line.starts_with("use ")) {
        assert!(whole.contains(line), "{line}");
    }
    let types = sandbox.text("part/src/types.rs");
    for line in types.lines() {
        assert!(sandbox.text("whole/src/types.rs").contains(line), "{line}");
    }
}

#[test]
fn a_filter_that_matches_nothing_is_a_mistake() {
    let sandbox = sandbox();
    let cases: &[(&str, &str)] = &[
        ("tag=calls", "did you mean `tag=Calls`?"),
        (
            "tag=Numbers",
            "there is `tag=Agents`, `tag=Calls`, `tag=Legacy`",
        ),
        ("id=delete_cal", "did you mean `id=deleteCall`?"),
        ("path=/agents/**", "did you mean `path=/v1/agents`?"),
        ("method=delte", "did you mean `method=delete`?"),
    ];
    for (filter, says) in cases {
        for flag in ["--include", "--exclude"] {
            let told = sandbox.xtask(&["outline", "--spec", "api.yaml", flag, filter]);
            assert_eq!((told.status, told.out.as_str()), (1, ""), "{filter}");
            assert!(
                told.err.contains("error[filter-no-match]") && told.err.contains(says),
                "{}",
                told.err
            );
        }
    }
    let told = sandbox.xtask(&["outline", "--spec", "api.yaml", "--exclude", "path=**"]);
    assert!(
        told.status == 1 && told.err.contains("error[nothing-selected]"),
        "{told:?}"
    );
    for filter in ["Calls", "colour=blue"] {
        let told = sandbox.xtask(&["outline", "--spec", "api.yaml", "--include", filter]);
        assert!(
            told.status == 2 && told.err.contains("write `tag=Calls`"),
            "{told:?}"
        );
    }
}

#[test]
fn an_overlay_selects_as_well() {
    let sandbox = sandbox();
    let overlay = |package: &str| {
        sandbox.put("overlay.yaml", format!("overlay: 1.0.0\ninfo: {{title: x, version: '1'}}\nactions:\n  - {{target: $, description: Why., update: {{x-callsmith-package: {package}}}}}\n"));
    };
    overlay("{include: ['tag=Calls', 'tag='], exclude: ['method=post']}");
    let words = ["outline", "--spec", "api.yaml", "--overlay", "overlay.yaml"];
    let told = sandbox.xtask(&words);
    assert!(told.out.contains("operations: 3"), "{told:?}");
    // The command line chooses among what the overlay leaves.
    let told = sandbox.xtask(&[&words[..], &["--include", "path=/health"]].concat());
    assert!(told.out.contains("operations: 1\n"), "{told:?}");
    let told = sandbox.xtask(&[&words[..], &["--include", "tag=Agents"]].concat());
    assert!(
        told.status == 1 && told.err.contains("filter-no-match"),
        "{told:?}"
    );
    for (package, says) in [
        ("{include: ['tag=Cals']}", "overlay.yaml:4:"),
        ("{exclude: [calls]}", "error[bad-filter]"),
        ("{exclude: {a: b}}", "error[bad-filter]"),
        ("{include: [1]}", "a filter is a text"),
    ] {
        overlay(package);
        let told = sandbox.xtask(&words);
        assert!(told.status == 1 && told.err.contains(says), "{told:?}");
    }
}

#[test]
fn providers_are_selected_by_their_overlays_alone() {
    let told = sandbox().xtask(&["generate", "verbex", "--include", "tag=Calls"]);
    assert!(
        told.status == 2 && told.err.contains("x-callsmith-package"),
        "{told:?}"
    );
}

/// A document with a webhook, and a callback of each of two operations.
const SENT: &str = "\
openapi: 3.1.0
info: {title: Phone calls, version: 1.0.0}
servers: [{url: https://api.example.com}]
webhooks:
  ended: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Ended'}}}}, responses: {'204': {description: Fine.}}}}
paths:
  /calls:
    post: {tags: [Calls], operationId: call, callbacks: {rang: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Rang'}}}}, responses: {'204': {description: Fine.}}}}}}, responses: {'204': {description: Fine.}}}
  /texts:
    post: {tags: [Texts], operationId: text, callbacks: {read: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Read'}}}}, responses: {'204': {description: Fine.}}}}}}, responses: {'204': {description: Fine.}}}
components:
  schemas:
    Ended: {type: object, properties: {at: {type: string}}}
    Rang: {type: object, properties: {times: {type: integer}}}
    Read: {type: object, properties: {by: {type: string}}}
";

#[test]
fn callbacks_go_with_their_operations_and_webhooks_with_all() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SENT);
    for (words, stay) in [
        (&["--exclude", "tag=Calls"], ["Ended", "Read"].as_slice()),
        (&["--include", "tag=Calls"], &["Rang"]),
        (&["--include", "tag=*"], &["Rang", "Read"]),
    ] {
        let (out, _) = outline(&sandbox, words);
        for name in ["Ended", "Rang", "Read"] {
            let is_there = out.contains(&format!("\n  {name} struct"));
            assert_eq!(is_there, stay.contains(&name), "{words:?} {name}: {out}");
        }
    }
}

//! `cargo xtask explain PATH`: where something comes from, and every decision on the way.

use super::SPEC;
use callsmith_tests::command::{Sandbox, Told, root, xtask};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Phone calls, version: 1.0.0}
servers: [{url: https://api.example.com}]
paths:
  /calls:
    post:
      operationId: make_call
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}}
components:
  schemas:
    Base: {type: object, required: [id], properties: {id: {type: string}}}
    Call:
      allOf: [{$ref: '#/components/schemas/Base'}]
      type: object
      properties:
        parent: {$ref: '#/components/schemas/Call'}
        note: {anyOf: [{type: string}, {type: 'null'}]}
        party: {oneOf: [{type: string}, {type: integer}]}
        status: {type: string, enum: [ringing, over]}
";

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: a, version: '1'}
actions: [{target: $.components.schemas.Call.properties.note, update: {x-callsmith-sensitive: true}}]
";

fn explained(path: &str) -> Told {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", DOCUMENT);
    sandbox.put("overlay.yaml", OVERLAY);
    sandbox.xtask(&[
        "explain",
        path,
        "--spec",
        "api.yaml",
        "--overlay",
        "overlay.yaml",
    ])
}

#[test]
fn every_decision_has_its_reason() {
    let all = [
        (
            "phone_calls_client::types::Call",
            "a struct",
            "14:5",
            &[
                "allOf  merged into one schema from `#/components/schemas/Base`",
                "made of the component's name, `Call`",
            ][..],
        ),
        (
            "types::Call::parent",
            "`Option<Box<Call>>`, `parent` on the wire",
            "18:9",
            &[
                "behind a `Box`: its type contains the type around it",
                "optional: `required` does not list it",
            ],
        ),
        (
            "Call::note",
            "`Option<String>`",
            "19:9",
            &[
                "null is a value of it",
                "sets `x-callsmith-sensitive` (overlay.yaml:3:12 /actions/0)",
                "lowered    a null among the alternatives",
                "not shown in logs",
            ],
        ),
        (
            "CallParty",
            "a union",
            "20:9",
            &[
                "told apart by JSON type",
                "where the type is written, `Call.party`",
            ],
        ),
        (
            "CallStatus::Ringing",
            "`ringing`",
            "21:39",
            &["written as Rust does"],
        ),
        (
            "Client::make_call",
            "the operation POST /calls",
            "6:5",
            &[
                "repeats: unsafe",
                "it sends application/json",
                "made of the operationId",
            ],
        ),
        (
            "MakeCall::limit",
            "`i64`, query parameter `limit`",
            "8:21",
            &[],
        ),
    ];
    for (path, what, at, reasons) in all {
        let Told { status, out, err } = explained(path);
        assert_eq!((status, err.as_str()), (0, ""), "{path}");
        let place = format!("\n  at api.yaml:{at} /");
        for part in [what, &place].iter().chain(reasons) {
            assert!(out.contains(part), "{path}: {part}\n{out}");
        }
    }
}

#[test]
fn what_is_not_there_is_told_with_what_is_like_it() {
    let told = explained("types::Cal");
    let said = "error: nothing is called `types::Cal`; did you mean `types::Call`?\n";
    assert_eq!((told.status, told.err.as_str()), (2, said));
}

/// The names are those of the crate: of the provider's ledger, or of the folder that was written.
#[test]
fn names_are_those_that_the_crate_has() {
    let told = xtask(
        &root(),
        &["explain", "klen_client::operations::ListCalls::limit"],
    );
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(
        told.out.contains("at specs/klen/openapi.yaml:"),
        "{}",
        told.out
    );
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let crate_of = ["--spec", "api.yaml", "--out", "out"];
    sandbox.xtask(&[&["generate"], &crate_of[..]].concat());
    let names = sandbox.text("out/names.lock");
    sandbox.put(
        "out/names.lock",
        names.replace("fn get_call", "fn fetch_call"),
    );
    let told = sandbox.xtask(&[&["explain", "Client::fetch_call"], &crate_of[..]].concat());
    assert!(
        told.out.contains("`fetch_call`: the ledger has it"),
        "{}{}",
        told.out,
        told.err
    );
}

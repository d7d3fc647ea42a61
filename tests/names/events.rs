//! Names of events.

use callsmith_codegen::ledger::FILE;
use callsmith_tests::fixture::{files, output_after};

/// A webhook of this name, with an inline payload that has this property.
fn webhook(name: &str, property: &str) -> String {
    format!(
        "  {name}: {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: object, required: [{property}], \
         properties: {{{property}: {{type: string}}}}}}}}}}}}, responses: {{'200': {{description: Well.}}}}}}}}\n"
    )
}

fn document(webhooks: &[(&str, &str)]) -> String {
    let webhooks: String = (webhooks.iter())
        .map(|(name, property)| webhook(name, property))
        .collect();
    format!("openapi: 3.1.0\ninfo: {{title: Phone calls, version: 1.0.0}}\nwebhooks:\n{webhooks}")
}

fn ledger(webhooks: &[(&str, &str)], old: Option<&str>) -> String {
    let output = output_after(&document(webhooks), old);
    files(&output).get(FILE).expect("a ledger").to_owned()
}

/// The lines below `events`.
fn events(ledger: &str) -> Vec<&str> {
    let lines = ledger
        .lines()
        .skip_while(|line| !line.starts_with("events "));
    lines.collect()
}

#[test]
fn one_webhook_is_a_choice_already() {
    let one = ledger(&[("call.ended", "call")], None);
    let expected = [
        "events Event = /webhooks",
        "  CallEnded = webhook POST call.ended",
    ];
    assert_eq!(
        events(&one),
        expected.map(|line| line.replace("call.ended", "`call.ended`"))
    );
}

/// A webhook whose name gives the same Rust name, before the old one in the document; and one that brings the same type.
#[test]
fn later_webhooks_rename_nothing() {
    let one = ledger(&[("call_ended", "call")], None);
    let more = [
        ("callEnded", "id"),
        ("call_ended", "call"),
        ("hung_up", "call"),
    ];
    let more = ledger(&more, Some(&one));
    let old = events(&one)[1];
    assert!(events(&more).contains(&old), "{more}");
    assert_eq!(events(&more).len(), 3, "{more}");
    // What nobody pinned: the two share a variant that is called after both.
    let fresh = ledger(&[("call_ended", "call"), ("hung_up", "call")], None);
    let shared = "  CallEndedOrHungUp = webhook POST call_ended";
    assert!(events(&fresh).contains(&shared), "{fresh}");
}

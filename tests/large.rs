//! A document that is large enough for its crate to be divided.

use std::fmt::Write;

/// Tags that are hard to make files of, among others.
const TAGS: &[&str] = &[
    "Calls",
    "calls",
    "mod",
    "CON",
    "../x",
    "日本",
    "type",
    "self",
    "",
    "Phone numbers",
];

/// How many operations each tag has; the last one has more than a file holds.
const EACH: usize = 3;

/// Operations of one tag that take more than one file.
const MANY: usize = 90;

/// Types of one word that take more than one file.
const EVENTS: usize = 160;

/// A document of about 120 operations and 400 types, in YAML.
pub fn large() -> String {
    let mut text = String::from("openapi: 3.1.0\ninfo: {title: Large, version: 1.0.0}\npaths:\n");
    for (number, tag) in TAGS.iter().enumerate() {
        for each in 0..EACH {
            let path = format!("/t{number}/{{id}}/p{each}");
            operation(&mut text, &path, &format!("op_{number}_{each}"), Some(tag));
        }
    }
    for number in 0..MANY {
        let path = format!("/large/{{id}}/part{}/{number}", number % 7);
        operation(&mut text, &path, &format!("many_{number}"), Some("Many"));
    }
    operation(&mut text, "/", "untagged_root", None);
    operation(&mut text, "/calls/{id}", "untagged_calls", None);
    text.push_str("components:\n  schemas:\n");
    for number in 0..200 {
        let letter = char::from(b'A' + (number % 26) as u8);
        schema(&mut text, &format!("{letter}Thing{number}"), number);
    }
    for number in 0..EVENTS {
        let _ = writeln!(
            text,
            "    WebhookEvent{}: {{type: object, properties: {{n: {{type: integer}}}}}}",
            number
        );
    }
    text
}

/// Takes a body and gives a component; both have inline types without a description.
fn operation(text: &mut String, path: &str, id: &str, tag: Option<&str>) {
    let number = text.len() % 200;
    let letter = char::from(b'A' + (number % 26) as u8);
    let tags = tag.map_or(String::new(), |tag| format!("tags: ['{tag}'], "));
    let parameters = match path.contains("{id}") {
        true => "parameters: [{name: id, in: path, required: true, schema: {type: string}}], ",
        false => "",
    };
    let _ = writeln!(
        text,
        "  {path}:\n    post: {{{tags}operationId: {id}, {parameters}\
         requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, properties: {{thing: {{$ref: '#/components/schemas/{letter}Thing{number}'}}, event: {{$ref: '#/components/schemas/WebhookEvent{}'}}, kind: {{type: string, enum: [a, {id}]}}}}}}}}}}}}, \
         responses: {{'200': {{description: Well., content: {{application/json: {{schema: {{type: object, required: [things], properties: {{things: {{type: array, items: {{type: object, properties: {{{id}: {{type: integer}}}}}}}}}}}}}}}}}}, default: {{description: Refused., content: {{application/json: {{schema: {{$ref: '#/components/schemas/AThing0'}}}}}}}}}}}}",
        number % EVENTS
    );
}

/// Refers to another one, so that files need each other; the first one refers to every event.
fn schema(text: &mut String, name: &str, number: usize) {
    let next = number + 1;
    let letter = char::from(b'A' + (next % 26) as u8);
    // Chains end: the compiler follows none that is longer than 128.
    let next = match next % 20 {
        0 => String::new(),
        _ => format!("next: {{$ref: '#/components/schemas/{letter}Thing{next}'}}, "),
    };
    let events: String = (0..EVENTS)
        .filter(|_| number == 0)
        .map(|event| format!("e{event}: {{$ref: '#/components/schemas/WebhookEvent{event}'}}, "))
        .collect();
    let _ = writeln!(
        text,
        "    {name}: {{type: object, required: [a, b], properties: {{{events}{next}a: {{type: string}}, b: {{type: string}}, more: {{type: object, additionalProperties: {{type: string, format: date-time}}}}, inner: {{type: object, properties: {{of_{number}: {{type: string}}}}}}}}}}"
    );
}

use super::*;
use crate::diagnostic::{Diagnostics, Style};

fn updated(ours: &str, theirs: &str, options: &Options) -> Update {
    let sources = [Source::new("ours", ours), Source::new("theirs", theirs)];
    let mut diagnostics = Diagnostics::default();
    let update = update(&sources[0], &sources[1], options, &mut diagnostics);
    update.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, &Style::default())))
}

const OURS: &str = "\
openapi: 3.0.3
info:
  title: Calls
  description: |-
    Our words.

    Two paragraphs.
  version: 1.0.0
paths:
  /calls/{id}:
    get:
      summary: Get a call
      operationId: getCall
      parameters:
        - name: id
          in: path
          # The provider calls it ID.
          description: Which call.
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The call.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Call'
      x-callsmith-source:
        page: get call
components:
  schemas:
    Call:
      type: object
      required:
        - id
        - status
      properties:
        id:
          type: string
        status:
          description: 'How far: it goes.'
          type: string
          enum:
            - 'on'
            - ended
        title:
          type: string
          default: '1'
          example: {}
";

/// Theirs, in another order, and with parts that are not carried.
const THEIRS: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "The best API", "version": "1.1.0", "contact": {"name": "Them"}},
  "tags": [{"name": "a"}],
  "paths": {
    "/billing": {"get": {"responses": {"200": {"description": "Theirs.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Bill"}}}}}}},
    "/calls/{id}": {"get": {
      "x-codeSamples": [{"lang": "js"}],
      "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Call"}}}, "description": "Theirs."}},
      "parameters": [{"schema": {"type": "string"}, "required": true, "in": "path", "name": "id", "description": "Theirs."}],
      "operationId": "getCall", "description": "Theirs.", "summary": "Theirs."
    }}
  },
  "components": {"schemas": {
    "Bill": {"type": "object"},
    "Call": {"properties": {
        "title": {"example": {}, "default": "1", "type": "string"},
        "status": {"enum": ["ended", "on"], "type": "string", "description": "Theirs."},
        "id": {"type": "string"}
      }, "required": ["status", "id"], "type": "object"}
  }}
}"##;

#[test]
fn a_document_in_another_order_and_other_words_changes_nothing() {
    let found = updated(OURS, THEIRS, &Options::default());
    assert_eq!(found.text, OURS.replace("version: 1.0.0", "version: 1.1.0"));
    assert_eq!(found.left_out, ["GET /billing"]);
    assert!(found.added.is_empty() && found.missing.is_empty() && found.wordless.is_empty());
}

#[test]
fn what_is_new_comes_without_words() {
    let theirs = THEIRS
        .replace("[\"ended\", \"on\"]", "[\"busy\", \"ended\", \"on\"]")
        .replace("\"id\": {\"type\": \"string\"}", "\"id\": {\"type\": \"integer\"}, \"description\": {\"type\": \"string\", \"title\": \"Theirs.\"}");
    let options = Options {
        add: vec!["path=/billing".parse().expect("a filter")],
        partial: false,
    };
    let found = updated(OURS, &theirs, &options);
    for part in [
        "            - 'on'\n            - ended\n            - busy\n",
        "        id:\n          type: integer\n",
        "        description:\n          type: string\n",
        "    Bill:\n      type: object\n",
        "  /billing:\n    get:\n      responses:\n        '200':\n          content:\n",
        "                $ref: '#/components/schemas/Bill'\n          description: ''\n",
    ] {
        assert!(found.text.contains(part), "{part}{}", found.text);
    }
    assert!(!found.text.contains("Theirs"), "{}", found.text);
    assert_eq!(found.added, ["GET /billing"]);
    let wordless = [
        "/paths/~1billing/get/responses/200",
        "/components/schemas/Call/properties/description",
    ];
    assert_eq!(found.wordless, wordless);
}

#[test]
fn what_a_provider_takes_away_goes_unless_it_shows_a_part_only() {
    let theirs = THEIRS.replace("\"/calls/{id}\"", "\"/v2/calls\"");
    let found = updated(OURS, &theirs, &Options::default());
    assert_eq!(found.missing, ["GET /calls/{id}"]);
    assert!(!found.text.contains("/calls/{id}"), "{}", found.text);
    let partial = Options {
        partial: true,
        ..Options::default()
    };
    let found = updated(OURS, &theirs, &partial);
    assert_eq!(found.missing, ["GET /calls/{id}"]);
    assert_eq!(found.text, OURS.replace("version: 1.0.0", "version: 1.1.0"));
    // The same for what the server sends of its own accord.
    let hooks = "webhooks:\n  call.ended:\n    post:\n      responses:\n        '204':\n          description: Thanks.\n";
    let ours = OURS.replace("components:\n", &format!("{hooks}components:\n"));
    let found = updated(&ours, THEIRS, &partial);
    assert_eq!(found.missing, ["webhook call.ended"]);
    assert_eq!(found.text, ours.replace("version: 1.0.0", "version: 1.1.0"));
    let found = updated(&ours, THEIRS, &Options::default());
    assert!(!found.text.contains("webhooks"), "{}", found.text);
}

/// Texts that YAML would read as something else, or that a block cannot hold.
#[test]
fn every_text_comes_back() {
    let texts = [
        "",
        " a",
        "a ",
        "a: b",
        "a:",
        "a #b",
        "# a",
        "- a",
        "'",
        "\"a\"",
        "null",
        "~",
        "true",
        "No",
        "1",
        "1.5",
        "0x1",
        "2024-01-01",
        "a\nb",
        "a\n",
        "a\n\n",
        "\na",
        " a\nb",
        "a\n  b\n",
        "a\tb",
        "a\u{7}b",
        "@a",
        "`a`",
        "%a",
        "[a]",
        "{a}",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "a, b",
        "=",
        "\u{1f600}",
        "---",
        "...",
        "<<",
    ];
    let keys: serde_json::Map<String, Value> = texts
        .iter()
        .map(|text| ((*text).to_owned(), (*text).into()))
        .collect();
    let value = serde_json::json!({"texts": texts.to_vec(), "keys": keys});
    let written = text(&value, &Source::new("ours", ""));
    let mut diagnostics = Diagnostics::default();
    let read = load(&Source::new("ours", written.clone()), 0, &mut diagnostics);
    assert_eq!(read, Some(value), "{written}");
}

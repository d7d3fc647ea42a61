//! Do the generator and the runtime mean the same by a format?
//!
//! The generator says of an example whether its texts are of their format, the runtime says so of what it reads. A
//! generated crate's test fails where they do not agree.

use callsmith_codegen::Options;
use callsmith_runtime::model::{Format, Json};
use callsmith_tests::fixture::{files, output_with};
use serde_json::json;

const FORMATS: &[(Format, &[&str])] = &[
    (
        Format::DATE_TIME,
        &[
            "2026-01-31T09:30:00Z",
            "2026-01-31t09:30:00.123456789z",
            "2024-02-29T00:00:00+05:30",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.5-08:00",
            "2026-01-31T23:58:60Z",
            "2026-01-31 09:30:00Z",
            "2026-01-31T09:30:00",
            "2026-01-31T09:30Z",
            "2026-01-31T09:30:00+0000",
            "2026-01-31T09:30:00.Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T09:30:00+24:00",
            "2026-01-31",
            "",
        ],
    ),
    (
        Format::DATE,
        &[
            "2026-12-31",
            "2000-02-29",
            "1900-02-29",
            "2026-1-1",
            "2026-13-01",
            "20260101",
        ],
    ),
    (
        Format::TIME,
        &[
            "09:30:00Z",
            "09:30:00.5-01:00",
            "09:30:00",
            "9:30:00Z",
            "09:60:00Z",
            "24:00:00Z",
        ],
    ),
    (
        Format::DURATION,
        &[
            "P3DT12H",
            "P4W",
            "PT0S",
            "P1Y2M3DT4H5M6S",
            "P",
            "PT",
            "P1DT",
            "P1W2D",
            "PT1.5S",
            "P1Y2D",
            "P1D2H",
        ],
    ),
    (
        Format::DECIMAL,
        &[
            "0", "-12.50", "1e-9", "+3", "", ".5", "1.", "1,5", "0x1", "1e", "--1", "NaN",
        ],
    ),
    (
        Format::BYTE,
        &[
            "", "AAEC", "/w==", "AAE=", "A", "/w", "/x==", "AAF=", "a b=", "_w==", "AAEC\n",
            "AA==AAEC",
        ],
    ),
    (
        Format::UUID,
        &[
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "00000000-0000-0000-0000-00000000000F",
            "67e5504410b1426f9247bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
        ],
    ),
];

#[test]
fn formats_are_the_same_to_generator_and_runtime() {
    let mut different = Vec::new();
    for (format, texts) in FORMATS {
        let verdicts = verdicts(format.name, texts);
        for (text, verdict) in texts.iter().zip(verdicts) {
            let expected = if (format.allows)(text) {
                "exact"
            } else {
                "valid"
            };
            if verdict != expected {
                different.push(format!("{}: `{text}` is {verdict}", format.name));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// What the generator says of texts.
fn verdicts(format: &str, texts: &[&str]) -> Vec<String> {
    let examples = texts.iter().enumerate();
    let examples: serde_json::Map<String, Json> = examples
        .map(|(index, text)| (format!("{index:02}"), json!({"value": text})))
        .collect();
    let media = json!({"schema": {"type": "string", "format": format}, "examples": examples});
    let responses = json!({"200": {"description": "", "content": {"application/json": media}}});
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Texts", "version": "1"},
        "paths": {"/": {"get": {"responses": responses}}},
    });
    let options = Options {
        emit_tests: true,
        ..Options::default()
    };
    let output = output_with(&document.to_string(), options);
    let examples = files(&output).get("tests/examples.json").expect("examples");
    let examples: Vec<Json> = serde_json::from_str(examples).expect("a list");
    let verdict = |example: &Json| example["verdict"].as_str().unwrap_or_default().to_owned();
    examples.iter().map(verdict).collect()
}

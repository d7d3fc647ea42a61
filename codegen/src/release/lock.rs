//! A [`Surface`] as a file: a line of JSON for the crate, and one for each item.

use crate::diagnostic::{At, Diagnostic, Diagnostics};
use crate::source::{Pointer, Position, Source};
use crate::surface::{Item, Key, Kind, Surface, facts};
use semver::Version;
use serde_json::{Map, Value, json};

/// The file was damaged, or written by another version of Callsmith.
const BAD_API: &str = "bad-api-lock";

const HEAD: &str = "\
# The API of a crate that Callsmith wrote, as it was last released. `generate` compares with it to tell which version comes
# next, and what the changelog says; `cargo xtask release` writes it anew.
";

/// The file for `surface`, released as `version`.
pub(super) fn text(surface: &Surface, version: &Version) -> String {
    let head = json!({"package": surface.package, "version": version.to_string()});
    let lines = surface.items.iter().map(|(key, item)| line(key, item));
    let lines = std::iter::once(head).chain(lines);
    lines.fold(HEAD.to_owned(), |text, line| format!("{text}{line}\n"))
}

fn line(key: &Key, item: &Item) -> Value {
    let mut line = Map::new();
    line.insert(key.kind.as_str().to_owned(), key.place.clone().into());
    if let Some(owner) = &item.owner {
        line.insert("of".to_owned(), json!([owner.kind.as_str(), owner.place]));
    }
    line.insert("path".to_owned(), item.path.clone().into());
    let facts = item.facts.iter();
    let facts: Map<String, Value> = facts
        .map(|(fact, text)| ((*fact).to_owned(), text.clone().into()))
        .collect();
    if !facts.is_empty() {
        line.insert("facts".to_owned(), facts.into());
    }
    line.into()
}

/// Reads `source`, which is the one of that `index`. Its first mistake is reported, and then there is nothing.
pub(super) fn read(
    source: &Source,
    index: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Surface> {
    let mut surface = None;
    for (i, line) in source.text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = serde_json::from_str(line).map_err(|error| error.to_string());
        let taken = read.and_then(|line: Value| take(&mut surface, &line).ok_or(MEANING.into()));
        if let Err(message) = taken {
            diagnostics.push(fault(index, i + 1, message));
            return None;
        }
    }
    if surface.is_none() {
        diagnostics.push(fault(index, 1, "there is nothing in it".to_owned()));
    }
    surface
}

const MEANING: &str = "the line says nothing that this version of Callsmith knows";

fn fault(source: usize, line: usize, message: String) -> Diagnostic {
    let position = Position { line, column: 1 };
    let at = At::Text { source, position };
    Diagnostic::error(BAD_API, at, message).help(
        "take the file as it was committed; or delete it: then the API as it is now counts as the one last released",
    )
}

/// The first line is about the crate.
fn take(surface: &mut Option<Surface>, line: &Value) -> Option<()> {
    match surface {
        None => {
            *surface = Some(Surface {
                package: line.get("package")?.as_str()?.to_owned(),
                version: line.get("version")?.as_str()?.to_owned(),
                ..Surface::default()
            });
        }
        Some(surface) => {
            let (key, item) = item(line.as_object()?)?;
            surface.items.insert(key, item);
        }
    }
    Some(())
}

fn item(line: &Map<String, Value>) -> Option<(Key, Item)> {
    let (kind, place) = line.iter().next()?;
    let key = key(kind, place)?;
    let owner = match line.get("of") {
        Some(owner) => Some(self::key(owner.get(0)?.as_str()?, owner.get(1)?)?),
        None => None,
    };
    let none = Map::new();
    let said = match line.get("facts") {
        Some(said) => said.as_object()?,
        None => &none,
    };
    // What is said by a word of a later version is not compared.
    let known = said
        .iter()
        .filter_map(|(word, text)| Some((facts::of(word)?, text.as_str()?.to_owned())));
    let item = Item {
        path: line.get("path")?.as_str()?.to_owned(),
        owner,
        facts: known.collect(),
        at: (usize::MAX, Pointer::root()),
    };
    Some((key, item))
}

fn key(kind: &str, place: &Value) -> Option<Key> {
    let kind = Kind::ALL.into_iter().find(|one| one.as_str() == kind)?;
    let place = place.as_str()?.to_owned();
    Some(Key { kind, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Surface {
        let key = |kind, place: &str| Key {
            kind,
            place: place.to_owned(),
        };
        let item = |path: &str, facts: &[(&'static str, &str)]| Item {
            path: path.to_owned(),
            owner: None,
            facts: facts
                .iter()
                .map(|(fact, text)| (*fact, (*text).to_owned()))
                .collect(),
            at: (usize::MAX, Pointer::root()),
        };
        let call = key(Kind::Type, "Call");
        let note = Item {
            owner: Some(call.clone()),
            ..item("types::Call::note", &[(facts::TYPE, "Option<String>")])
        };
        Surface {
            package: "a-client".to_owned(),
            version: "0.1.0".to_owned(),
            items: [
                (
                    call,
                    item("types::Call", &[(facts::DOCS, "A \"call\".\nTwo lines.")]),
                ),
                (key(Kind::Field, "Call note"), note),
                (key(Kind::Client, ""), item("Client", &[])),
            ]
            .into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = text(&sample(), &Version::new(0, 1, 0));
        let mut diagnostics = Diagnostics::default();
        let source = Source::new("api.lock", text.clone());
        assert_eq!(read(&source, 0, &mut diagnostics), Some(sample()));
        let expected = [
            r#"{"package":"a-client","version":"0.1.0"}"#,
            r#"{"client":"","path":"Client"}"#,
            r#"{"type":"Call","path":"types::Call","facts":{"docs":"A \"call\".\nTwo lines."}}"#,
            r#"{"field":"Call note","of":["type","Call"],"path":"types::Call::note","facts":{"type":"Option<String>"}}"#,
        ];
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_cannot_be_read_is_an_error_with_its_line() {
        let check = |text: &str, line: usize| {
            let mut diagnostics = Diagnostics::default();
            let source = Source::new("api.lock", text);
            assert_eq!(read(&source, 3, &mut diagnostics), None);
            let at: Vec<&At> = diagnostics.iter().map(|said| &said.at).collect();
            let position = Position { line, column: 1 };
            assert_eq!(
                at,
                [&At::Text {
                    source: 3,
                    position
                }],
                "{text}"
            );
        };
        let head = r#"{"package":"a","version":"1.0.0"}"#;
        check("", 1);
        check("# only\n", 1);
        check("<<<<<<<\n", 1);
        check("{\"package\": 1}\n", 1);
        check(&format!("{head}\n{{}}\n"), 2);
        check(&format!("{head}\n\n{{\"thing\":\"\",\"path\":\"\"}}\n"), 3);
        check(&format!("{head}\n{{\"type\":\"A\"}}\n"), 2);
    }
}

use super::*;
use crate::diagnostic::{At, Diagnostics};
use crate::source::Source;

fn block(name: &str, alias: bool, lines: &[(Role, &str, &str)]) -> Block {
    let line = |(role, name, place): &(Role, &str, &str)| Line {
        role: *role,
        name: (*name).to_owned(),
        place: (*place).to_owned(),
    };
    Block {
        name: name.to_owned(),
        alias,
        lines: lines.iter().map(line).collect(),
    }
}

fn sample() -> Ledger {
    let mut ledger = Ledger::default();
    let auth = block("bearer", false, &[]);
    ledger.add(Kind::Auth, "bearer".to_owned(), auth);
    let call = [
        (Role::Required, "zone", "path zone"),
        (Role::Required, "agent_id", "path agentId"),
        (Role::Member, "limit", "query limit"),
        (Role::Failure, "NotFound", "404"),
    ];
    let call = block("get_call", false, &call);
    ledger.add(Kind::Operation, "GET /calls/{zone}".to_owned(), call);
    let contact = [
        (Role::Member, "odd", " \"a\\b\" = \u{202e}\n"),
        (Role::Member, "empty", ""),
        (Role::Rest, "additional_properties", "additional_properties"),
    ];
    let contact = block("Contact", false, &contact);
    ledger.add(Kind::Type, "Contact".to_owned(), contact);
    let alias = block("GetCallResponse", true, &[]);
    ledger.add(Kind::Type, "GET /calls/{zone} response".to_owned(), alias);
    ledger
}

fn read(text: &str) -> Result<Ledger, (usize, String)> {
    let mut diagnostics = Diagnostics::default();
    let ledger = super::read(&Source::new(FILE, text), 0, &mut diagnostics);
    ledger.ok_or_else(|| {
        let found = diagnostics.iter().next().expect("an error");
        let At::Text { position, .. } = found.at else {
            panic!("no place in the text")
        };
        (position.line, found.message.clone())
    })
}

#[test]
fn it_is_readable() {
    let text = sample().text();
    let body: String = text
        .lines()
        .skip(6)
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(
        body,
        r#"
auth bearer

fn get_call = GET /calls/{zone}
  new zone = path zone
  new agent_id = path agentId
  limit = query limit
  ! NotFound = 404

type Contact
  rest additional_properties
  empty = ""
  odd = " \"a\\b\" = \u{202e}\u{a}"
alias GetCallResponse = GET /calls/{zone} response
"#
    );
}

#[test]
fn what_was_written_is_read() {
    let text = sample().text();
    assert_eq!(read(&text).expect("a ledger").text(), text);
    assert_eq!(
        read(&text.replace('\n', "\r\n")).expect("a ledger").text(),
        text
    );
}

#[test]
fn what_is_damaged_is_refused() {
    let good = sample().text();
    let lines = good.lines().count();
    let check = |line: &str, message: &str| {
        let found = read(&format!("{good}{line}\n")).expect_err("a mistake");
        assert_eq!(found, (lines + 1, message.to_owned()), "{line}");
    };
    check(
        "<<<<<<< HEAD",
        "`<<<<<<<` is not `auth`, `server`, `variable`, `fn`, `type`, `alias` or `events`",
    );
    check(
        "=======",
        "a line is a kind, a name, and ` = ` with a place",
    );
    check("type a-b", "`a-b` is not a name that Rust allows here");
    check("type é", "`é` is not a name that Rust allows here");
    check("type Contact = Other", "`Contact` is there twice");
    check("type Other = Contact", "`Contact` has a name already");
    check(
        "  field = \"x",
        "the text behind ` = ` has no end, or an escape that is none",
    );
    check(
        "  field = \"\\u{zz}\"",
        "the text behind ` = ` has no end, or an escape that is none",
    );
    check("  maybe field", "`maybe` is not a kind of name");
    assert_eq!(read("").map_err(|(line, _)| line), Err(1));
    let head = good.lines().next().expect("a line");
    let lost = read(&format!("{head}\n  field\n"));
    assert_eq!(lost, Err((2, "the line belongs to nothing".to_owned())));
}

#[test]
fn words_of_places() {
    let check = |text, expected| assert_eq!(super::text::word(text), expected);
    check("Contact", "Contact");
    check("Größe", "Größe");
    check("com.example.Call", "`com.example.Call`");
    check("a`b c", "`a``b c`");
    check("", "``");
}

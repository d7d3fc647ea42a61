//! Schemas that are called otherwise than before keep their old names for callers.

use callsmith_codegen::Output;
use callsmith_codegen::ledger::FILE;
use callsmith_tests::fixture::{files, output_after};

/// A document of these schemas.
fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Phone calls, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

/// What comes of one version of a document after another.
fn after(versions: &[&str]) -> Output {
    let mut ledger: Option<String> = None;
    let mut last = None;
    for schemas in versions {
        let output = output_after(&document(schemas), ledger.as_deref());
        ledger = Some(ledger_of(&output));
        last = Some(output);
    }
    last.expect("a version")
}

fn ledger_of(output: &Output) -> String {
    files(output).get(FILE).expect("a ledger").to_owned()
}

/// The lines of the ledger, without those that explain it.
fn lines(output: &Output) -> Vec<String> {
    let text = ledger_of(output);
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// The deprecated aliases, each with what it stands for.
fn aliases(output: &Output) -> Vec<(String, String)> {
    let text = files(output).get("src/types.rs").expect("types");
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if !line.starts_with("#[deprecated(note = \"renamed to ") {
            continue;
        }
        let alias = lines
            .next()
            .and_then(|line| line.strip_prefix("pub type "))
            .expect("an alias");
        let (old, new) = alias
            .trim_end_matches(';')
            .split_once(" = ")
            .expect("what it stands for");
        found.push((old.to_owned(), new.to_owned()));
    }
    found
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    all.iter().map(owned).collect()
}

fn codes(output: &Output) -> Vec<&'static str> {
    output.diagnostics.iter().map(|said| said.code).collect()
}

const CONTACT: &str = "
    Contact:
      type: object
      required: [name, id]
      properties:
        name: {type: string}
        id: {type: integer}
        pageSize: {type: integer}
        phone: {type: object, properties: {number: {type: string}, kind: {type: string, enum: [mobile, home]}}}
";

fn person() -> String {
    CONTACT.replace("Contact:", "Person:")
}

/// Everything inside goes along, fields keep their names, and arguments their order.
#[test]
fn a_renamed_schema_keeps_its_old_names() {
    let reordered = person().replace("required: [name, id]", "required: [id, name]");
    let output = after(&[CONTACT, &reordered]);
    let expected = [
        ("Contact", "Person"),
        ("ContactPhone", "PersonPhone"),
        ("ContactPhoneKind", "PersonPhoneKind"),
    ];
    assert_eq!(aliases(&output), pairs(&expected));
    let expected = [
        "type Person",
        "  was Contact",
        "  new name",
        "  new id",
        "  page_size = pageSize",
        "  phone",
        "type PersonPhone = Person.phone",
        "  was ContactPhone = Contact.phone",
        "  kind",
        "  number",
        "type PersonPhoneKind = Person.phone.kind",
        "  was ContactPhoneKind = Contact.phone.kind",
        "  Home = home",
        "  Mobile = mobile",
    ];
    assert_eq!(lines(&output), expected);
    assert!(codes(&output).is_empty());
}

/// Names that a collision made go with the schema.
#[test]
fn members_of_a_renamed_schema_keep_their_names() {
    let old = "    Page: {type: object, properties: {pageSize: {type: integer}, a: {type: string}, b: {type: string}}}\n";
    let new = "    Sheet: {type: object, properties: {page_size: {type: string}, pageSize: {type: integer}, a: {type: string}, b: {type: string}}}\n";
    let output = after(&[old, new]);
    assert_eq!(aliases(&output), pairs(&[("Page", "Sheet")]));
    assert!(
        lines(&output).contains(&"  page_size = pageSize".to_owned()),
        "{:?}",
        lines(&output)
    );
}

#[test]
fn a_schema_that_shares_little_is_another_one() {
    let other = "
    Person:
      type: object
      properties: {name: {type: string}, id: {type: integer}, age: {type: integer}, height: {type: integer}}
";
    assert!(aliases(&after(&[CONTACT, other])).is_empty());
}

#[test]
fn what_could_be_two_is_neither() {
    let both = person() + &CONTACT.replace("Contact:", "Customer:");
    let output = after(&[CONTACT, &both]);
    assert!(aliases(&output).is_empty());
    assert!(
        codes(&output).contains(&"ambiguous-rename"),
        "{:?}",
        codes(&output)
    );
    // Once: the next run knows nothing of the old name.
    let output = after(&[CONTACT, &both, &both]);
    assert!(codes(&output).is_empty());
}

#[test]
fn every_old_name_of_a_chain_stands_for_the_newest() {
    let customer = CONTACT.replace("Contact:", "Customer:");
    let output = after(&[CONTACT, &person(), &customer]);
    let found: Vec<(String, String)> = aliases(&output)
        .into_iter()
        .filter(|(_, new)| new == "Customer")
        .collect();
    assert_eq!(
        found,
        pairs(&[("Contact", "Customer"), ("Person", "Customer")])
    );
}

#[test]
fn a_name_that_comes_back_is_the_name_again() {
    let output = after(&[CONTACT, &person(), CONTACT]);
    let found: Vec<(String, String)> = aliases(&output)
        .into_iter()
        .filter(|(_, new)| new == "Contact")
        .collect();
    assert_eq!(found, pairs(&[("Person", "Contact")]));
}

/// Code that says `Contact` means what is `Person` now, until somebody prunes.
#[test]
fn a_new_schema_of_a_former_name_is_called_otherwise() {
    let other = "    Contact: {type: object, properties: {subject: {type: string}, text: {type: string}}}\n";
    let both = person() + other;
    let output = after(&[CONTACT, &person(), &both]);
    assert!(aliases(&output).contains(&("Contact".to_owned(), "Person".to_owned())));
    assert!(
        lines(&output).contains(&"type Contact2 = Contact".to_owned()),
        "{:?}",
        lines(&output)
    );
    assert!(
        codes(&output).contains(&"former-name"),
        "{:?}",
        codes(&output)
    );
    // It is there to stay.
    let again = after(&[CONTACT, &person(), &both, &both]);
    assert_eq!(lines(&again), lines(&output));
    // In one step there is nothing to tell: the place is the same, and so is the name.
    let at_once = after(&[CONTACT, &both]);
    assert!(aliases(&at_once).iter().all(|(old, _)| old != "Contact"));
}

const PHONE: &str = "    Phone: {type: object, properties: {number: {type: string}, kind: {type: string, enum: [mobile, home]}}}\n";

fn contact_with_component() -> String {
    let head = CONTACT
        .split("        phone:")
        .next()
        .expect("the other properties");
    format!("{head}        phone: {{$ref: '#/components/schemas/Phone'}}\n{PHONE}")
}

#[test]
fn an_inline_type_that_becomes_a_component_keeps_its_old_name() {
    let output = after(&[CONTACT, &contact_with_component()]);
    let expected = [("ContactPhone", "Phone"), ("ContactPhoneKind", "PhoneKind")];
    assert_eq!(aliases(&output), pairs(&expected));
    // Also where the component was there before.
    let before = CONTACT.to_owned() + PHONE;
    let output = after(&[&before, &contact_with_component()]);
    assert_eq!(aliases(&output), pairs(&expected));
}

/// Two that were equal, so that one was an alias of the other.
#[test]
fn equal_inline_types_become_one_component() {
    let agent = "    Agent: {type: object, properties: {phone: {type: object, properties: {number: {type: string}, kind: {type: string, enum: [mobile, home]}}}}}\n";
    let before = CONTACT.to_owned() + agent;
    let now = contact_with_component()
        + "    Agent: {type: object, properties: {phone: {$ref: '#/components/schemas/Phone'}}}\n";
    let output = after(&[&before, &now]);
    let found: Vec<(String, String)> = aliases(&output)
        .into_iter()
        .filter(|(_, new)| new == "Phone")
        .collect();
    assert_eq!(
        found,
        pairs(&[("AgentPhone", "Phone"), ("ContactPhone", "Phone")])
    );
}

#[test]
fn choices_tuples_and_other_names_are_renamed_too() {
    let old = "
    Kind: {type: string, enum: [mobile, home, work]}
    Pair: {type: array, prefixItems: [{type: string}, {type: integer}]}
    Ids: {type: array, items: {type: string}}
    A: {type: object, required: [a], properties: {a: {type: string}}}
    B: {type: object, required: [b], properties: {b: {type: string}}}
    Either: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
";
    let mut new = old.to_owned();
    for (old, new_name) in [
        ("Kind:", "Sort:"),
        ("Pair:", "Couple:"),
        ("Ids:", "Keys:"),
        ("Either:", "Choice:"),
        ("A:", "First:"),
    ] {
        new = new.replace(&format!("    {old}"), &format!("    {new_name}"));
    }
    let new = new.replace("schemas/A'", "schemas/First'");
    let output = after(&[old, &new]);
    let expected = [
        ("Either", "Choice"),
        ("Pair", "Couple"),
        ("A", "First"),
        ("Ids", "Keys"),
        ("Kind", "Sort"),
    ];
    assert_eq!(aliases(&output), pairs(&expected));
    // A variant has no alias, so it keeps its name.
    assert!(
        lines(&output).contains(&"  A = First".to_owned()),
        "{:?}",
        lines(&output)
    );
}

use super::*;
use crate::diagnostic::{At, Diagnostics};
use crate::load::load;
use serde_json::json;
use std::collections::BTreeMap;

struct Folder(BTreeMap<&'static str, &'static str>);

impl Loader for Folder {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        let text = self
            .0
            .get(path)
            .ok_or(LoadError(format!("there is no `{path}`")))?;
        Ok(Source::new(path, *text))
    }
}

fn bundled(root: &str, files: &[(&'static str, &'static str)]) -> (Value, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut sources = vec![Source::new("openapi.yaml", root)];
    let document = load(&sources[0], 0, &mut diagnostics).unwrap();
    let folder = Folder(files.iter().copied().collect());
    let bundled = bundle(document, &folder, &mut sources, &mut diagnostics);
    (bundled.document, diagnostics)
}

const ROOT: &str = "
paths:
  /a: {$ref: paths/a.yaml}
  /b:
    get: {$ref: 'paths/b.yaml#/get'}
";

const FILES: &[(&str, &str)] = &[
    (
        "paths/a.yaml",
        "get: {responses: {'200': {$ref: '../responses.yaml#/Fine'}}}",
    ),
    (
        "paths/b.yaml",
        "get: {responses: {'200': {$ref: '../responses.yaml#/Fine'}}}",
    ),
    (
        "responses.yaml",
        "Fine: {content: {application/json: {schema: {$ref: pet.yaml}}}}",
    ),
    (
        "pet.yaml",
        "properties: {friend: {$ref: pet.yaml}, toy: {$ref: '#/$defs/Toy'}}\n$defs: {Toy: {type: string}}",
    ),
];

#[test]
fn parts_become_components_or_stand_in_place() {
    let (document, diagnostics) = bundled(ROOT, FILES);
    let pointer = |text: &str| document.pointer(text).cloned().unwrap_or_default();
    assert_eq!(
        pointer("/paths/~1a"),
        json!({"$ref": "#/components/pathItems/a"})
    );
    let response = json!({"200": {"$ref": "#/components/responses/Fine"}});
    assert_eq!(pointer("/paths/~1b/get/responses"), response);
    assert_eq!(pointer("/components/pathItems/a/get/responses"), response);
    let properties = json!({
        "friend": {"$ref": "#/components/schemas/pet"},
        "toy": {"$ref": "#/components/schemas/Toy"},
    });
    assert_eq!(pointer("/components/schemas/pet/properties"), properties);
    assert_eq!(
        pointer("/components/schemas/Toy"),
        json!({"type": "string"})
    );
    assert_eq!(diagnostics.iter().count(), 0);
    let (source, place) = diagnostics
        .origins()
        .source(&"/components/schemas/Toy/type".parse().unwrap());
    assert_eq!((source, place.as_str()), (4, "/$defs/Toy/type"));
}

#[test]
fn names_do_not_collide() {
    let root = "
components: {schemas: {Pet: {type: string}}}
paths: {/a: {get: {parameters: [{schema: {$ref: 'x/Pet.yaml'}}, {schema: {$ref: 'y/Pet.yaml'}}, {schema: {$ref: 'x/Pet.yaml'}}]}}}
";
    let (document, _) = bundled(root, &[("x/Pet.yaml", "{}"), ("y/Pet.yaml", "{}")]);
    let names: Vec<_> = document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    assert_eq!(names, ["Pet", "x_Pet", "y_Pet"]);
}

#[test]
fn what_is_not_read_is_an_error_at_its_place() {
    for reference in [
        "http://x/a.yaml",
        "/etc/passwd",
        "file:a.yaml",
        "missing.yaml",
    ] {
        let root = format!("components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}");
        let (_, diagnostics) = bundled(&root, &[]);
        let item = diagnostics.iter().next().expect("an error");
        assert_eq!(item.code, REF_OUTSIDE);
        assert_eq!(
            item.at,
            At::Source(0, "/components/schemas/A/$ref".parse().unwrap())
        );
    }
}

#[test]
fn a_part_that_is_no_tree_costs_only_what_refers_to_it() {
    let root = "components: {schemas: {A: {$ref: a.yaml}, B: {$ref: b.yaml}}}";
    let files = [("a.yaml", "a: [1"), ("b.yaml", "type: string")];
    let (document, diagnostics) = bundled(root, &files);
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"$ref": "a.yaml"}));
    assert_eq!(schemas["B"], json!({"type": "string"}));
    let found: Vec<_> = diagnostics.iter().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, crate::load::UNREADABLE);
    assert!(matches!(found[0].at, At::Text { source: 1, .. }));
    assert!(!diagnostics.has_errors());
}

#[test]
fn data_stays_as_it_is() {
    let root = "{x-a: {$ref: missing.yaml}, components: {schemas: {A: {example: {$ref: 'https://x'}, default: {a: {$ref: b.yaml}}}}}}";
    let (document, diagnostics) = bundled(root, &[]);
    assert_eq!(document["x-a"], json!({"$ref": "missing.yaml"}));
    assert_eq!(diagnostics.iter().count(), 0);
}

#[test]
fn circles_of_what_stands_in_place_end() {
    let root = "{paths: {/a: {get: {$ref: a.yaml}}}}";
    let (_, diagnostics) = bundled(
        root,
        &[(
            "a.yaml",
            "{callbacks: {c: {'{$u}': {get: {$ref: a.yaml}}}}}",
        )],
    );
    assert_eq!(diagnostics.iter().count(), 0);
}

#[test]
fn components_that_are_files_give_them_their_name() {
    let root = "
components: {schemas: {Pet: {$ref: 'schemas/pet.yaml'}, Cat: {$ref: 'schemas/pet.yaml'}}}
paths: {/a: {get: {parameters: [{schema: {$ref: 'schemas/pet.yaml'}}]}}}
";
    let files = [(
        "schemas/pet.yaml",
        "{type: object, properties: {self: {$ref: '#'}, all: {$ref: '../openapi.yaml#/components/schemas/Pet'}}}",
    )];
    let (document, _) = bundled(root, &files);
    let to_pet = json!({"$ref": "#/components/schemas/Pet"});
    let pet = json!({"type": "object", "properties": {"self": to_pet, "all": to_pet}});
    assert_eq!(
        document["components"],
        json!({"schemas": {"Pet": pet, "Cat": to_pet}})
    );
    let parameters = &document["paths"]["/a"]["get"]["parameters"];
    assert_eq!(parameters[0]["schema"], to_pet);
}

#[test]
fn what_lies_in_a_schema_stays_there() {
    let root = "components: {schemas: {
        A: {$ref: 'x.yaml#/components/schemas/Call/properties/agent/properties/name'},
        B: {$ref: 'x.yaml#/components/schemas/Call/properties/legs/items'},
        C: {$ref: 'parts/leg.json#/properties/to'},
        D: {$ref: 'lists.yaml#/properties/to'},
    }}";
    let files = [
        (
            "x.yaml",
            "components: {schemas: {Call: {properties: {agent: {$ref: agent.yaml}, legs: {items: {type: string}}}}}}",
        ),
        (
            "agent.yaml",
            "{type: object, properties: {name: {type: string}}}",
        ),
        (
            "parts/leg.json",
            "{\"type\": \"object\", \"properties\": {\"to\": {}}}",
        ),
        ("lists.yaml", "properties: {to: {type: string}}"),
    ];
    let (document, diagnostics) = bundled(root, &files);
    let target = |name: &str| document["components"]["schemas"][name].clone();
    let reference = |to: &str| json!({"$ref": format!("#/components/schemas/{to}")});
    assert_eq!(target("A"), reference("agent/properties/name"));
    assert_eq!(target("B"), reference("Call/properties/legs/items"));
    assert_eq!(target("C"), reference("leg/properties/to"));
    assert_eq!(target("D"), json!({"type": "string"}));
    assert_eq!(diagnostics.iter().count(), 0);
}

#[test]
fn every_way_to_write_a_path() {
    let root = "
components: {schemas: {
    A: {$ref: './a%20b.yaml#/x~1y'},
    B: {$ref: 'sub/../a b.yaml#/x~1y'},
    C: {$ref: 'a b.yaml#'},
    D: {$ref: 'sub/c.json#/definitions/D%7B%7D'},
}}
";
    let files = [
        ("a b.yaml", "{x/y: {type: string}, type: object}"),
        (
            "sub/c.json",
            "{\"definitions\": {\"D{}\": {\"items\": {\"$ref\": \"../a b.yaml#/x~1y\"}}}}",
        ),
    ];
    let (document, diagnostics) = bundled(root, &files);
    let schemas = &document["components"]["schemas"];
    let to_a = json!({"$ref": "#/components/schemas/A"});
    assert_eq!(schemas["A"], json!({"type": "string"}));
    assert_eq!(schemas["B"], to_a);
    assert_eq!(schemas["C"]["type"], "object");
    assert_eq!(schemas["D"], json!({ "items": to_a }));
    assert_eq!(diagnostics.iter().count(), 0);
}

#[test]
fn circles_of_files_end() {
    let root = "components: {schemas: {A: {$ref: a.yaml}, C: {$ref: 'c.yaml#/x/y'}}}";
    let files = [
        ("a.yaml", "{$ref: b.yaml}"),
        ("b.yaml", "{$ref: a.yaml}"),
        ("c.yaml", "{x: {$ref: '#/x'}}"),
    ];
    let (document, _) = bundled(root, &files);
    assert_eq!(
        document["components"]["schemas"]["A"],
        json!({"$ref": "a.yaml"})
    );
}

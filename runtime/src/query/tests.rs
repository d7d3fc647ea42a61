use super::*;
use std::collections::BTreeMap;

#[track_caller]
fn check(value: &dyn Value, query: &str, path: &str) {
    let parts = Parts::of(value).expect("a parameter");
    assert_eq!(
        (
            form("q[]", &parts).as_str(),
            simple(&parts, encoded).as_str()
        ),
        (query, path)
    );
}

#[test]
fn scalars() {
    check(
        &"a b+c/d&e=ü~".to_owned(),
        "q%5B%5D=a%20b%2Bc%2Fd%26e%3D%C3%BC~",
        "a%20b%2Bc%2Fd%26e%3D%C3%BC~",
    );
    check(&String::new(), "q%5B%5D=", "");
    check(&-5_i64, "q%5B%5D=-5", "-5");
    check(&true, "q%5B%5D=true", "true");
    check(&2.5_f64, "q%5B%5D=2.5", "2.5");
    check(&5.0_f64, "q%5B%5D=5", "5");
    check(&None::<String>, "", "");
    check(&Some("x".to_owned()), "q%5B%5D=x", "x");
}

#[test]
fn lists_repeat_the_name() {
    check(
        &vec!["a,b".to_owned(), "c".to_owned()],
        "q%5B%5D=a%2Cb&q%5B%5D=c",
        "a%2Cb,c",
    );
    check(&Vec::<String>::new(), "", "");
    check(&vec![vec![1_i64, 2]], "q%5B%5D=%5B1%2C2%5D", "%5B1%2C2%5D");
}

#[test]
fn objects_name_their_properties() {
    let map = BTreeMap::from([
        ("a".to_owned(), "1 2".to_owned()),
        ("b".to_owned(), "x".to_owned()),
    ]);
    check(&map, "a=1%202&b=x", "a,1%202,b,x");
    check(
        &serde_json::json!({"a": null, "b": {"c": 1}}),
        "b=%7B%22c%22%3A1%7D",
        "b,%7B%22c%22%3A1%7D",
    );
    check(
        &serde_json::json!(["x", null, 1]),
        "q%5B%5D=x&q%5B%5D=1",
        "x,1",
    );
    check(&Json::Null, "", "");
}

#[test]
fn numbers_without_a_form_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(Parts::of(&number).is_err());
        assert!(Parts::of(&vec![number]).is_err());
    }
}

use super::*;
use crate::model::{Json, Value};
use serde_json::json;
use std::collections::BTreeMap;

#[track_caller]
fn in_query(style: Style, value: &dyn Value, expected: &str) {
    assert_eq!(
        query(style, "q[]", value).map_err(|error| error.to_string()),
        Ok(expected.to_owned())
    );
}

#[track_caller]
fn in_path(style: Style, value: &dyn Value, expected: Option<&str>) {
    let text = path(style, "id", value).map_err(|error| error.to_string());
    assert_eq!(text, Ok(expected.map(str::to_owned)));
}

/// The defaults of both places.
#[track_caller]
fn check(value: &dyn Value, query: &str, path: Option<&str>) {
    in_query(Style::FORM, value, query);
    in_path(Style::SIMPLE, value, path);
}

#[test]
fn scalars() {
    check(
        &"a b+c/d&e=ü~".to_owned(),
        "q%5B%5D=a%20b%2Bc%2Fd%26e%3D%C3%BC~",
        Some("a%20b%2Bc%2Fd%26e%3D%C3%BC~"),
    );
    check(&String::new(), "q%5B%5D=", Some(""));
    check(&-5_i64, "q%5B%5D=-5", Some("-5"));
    check(&true, "q%5B%5D=true", Some("true"));
    check(&2.5_f64, "q%5B%5D=2.5", Some("2.5"));
    check(&5.0_f64, "q%5B%5D=5", Some("5"));
    check(&None::<String>, "", None);
    check(&Some("x".to_owned()), "q%5B%5D=x", Some("x"));
    check(&json!("x"), "q%5B%5D=x", Some("x"));
    check(&json!(1.5), "q%5B%5D=1.5", Some("1.5"));
    check(&Json::Null, "", None);
}

#[test]
fn lists_repeat_the_name() {
    check(
        &vec!["a,b".to_owned(), "c".to_owned()],
        "q%5B%5D=a%2Cb&q%5B%5D=c",
        Some("a%2Cb,c"),
    );
    check(&json!(["x", null, 1]), "q%5B%5D=x&q%5B%5D=1", Some("x,1"));
}

#[test]
fn objects_name_their_properties() {
    let map = BTreeMap::from([
        ("a".to_owned(), "1 2".to_owned()),
        ("b".to_owned(), "x".to_owned()),
    ]);
    check(&map, "a=1%202&b=x", Some("a,1%202,b,x"));
}

#[test]
fn what_lies_deeper_is_json() {
    check(
        &vec![vec![1_i64, 2]],
        "q%5B%5D=%5B1%2C2%5D",
        Some("%5B1%2C2%5D"),
    );
    check(
        &json!({"a": null, "b": {"c": 1}}),
        "b=%7B%22c%22%3A1%7D",
        Some("b,%7B%22c%22%3A1%7D"),
    );
}

#[test]
fn empty_lists_and_objects_are_none_unless_they_may_be_sent() {
    for empty in [json!([]), json!({}), json!([null])] {
        check(&empty, "", None);
        in_query(Style::FORM.explode(false), &empty, "");
        in_query(Style::DEEP_OBJECT, &empty, "");
        in_query(Style::FORM.or_empty(), &empty, "q%5B%5D=");
        in_query(Style::DEEP_OBJECT.or_empty(), &empty, "q%5B%5D=");
        in_path(Style::MATRIX, &empty, None);
        in_path(Style::LABEL, &empty, None);
    }
    in_query(Style::FORM.or_empty(), &Json::Null, "");
    in_query(Style::DEEP_OBJECT.or_empty(), &Json::Null, "");
}

#[test]
fn deep_objects_go_as_deep_as_they_are() {
    let check = |value: Json, expected: &str| {
        let pairs = query(Style::DEEP_OBJECT, "f", &value).expect("pairs");
        let shown = pairs.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(shown, expected);
    };
    check(
        json!({"a": {"b": {"c": 1}}, "d": "x y"}),
        "f[a][b][c]=1&f[d]=x%20y",
    );
    check(json!({"a": ["x", null, "y"]}), "f[a][]=x&f[a][]=y");
    check(
        json!({"a": [{"b": 1}, {"b": 2, "c": [3]}]}),
        "f[a][0][b]=1&f[a][1][b]=2&f[a][1][c][]=3",
    );
    check(json!({"a": [[1], 2]}), "f[a][0][]=1&f[a][1]=2");
    check(json!({"a=&]": "="}), "f[a%3D%26]]=%3D");
    check(json!(["x"]), "f[]=x");
    check(json!("x"), "f=x");
}

#[test]
fn reserved_characters_pass_where_the_document_lets_them() {
    let text = ":/?#[]@!$&'()*+,;= \"%é%2F%2".to_owned();
    in_query(
        Style::FORM.reserved(),
        &text,
        "q%5B%5D=:/?%23%5B%5D@!$%26'()*%2B,;=%20%22%25%C3%A9%2F%252",
    );
    in_path(
        Style::SIMPLE.reserved(),
        &text,
        Some(":%2F%3F%23%5B%5D@!$&'()*+,;=%20%22%25%C3%A9%2F%252"),
    );
    // A key is a name, never syntax.
    in_query(
        Style::FORM.reserved(),
        &json!({"a/=": "b/="}),
        "a%2F%3D=b/=",
    );
}

#[test]
fn contents_are_one_text() {
    let value = json!({"a": ["ü", 1]});
    in_query(
        Style::JSON,
        &value,
        "q%5B%5D=%7B%22a%22%3A%5B%22%C3%BC%22%2C1%5D%7D",
    );
    in_path(
        Style::JSON,
        &value,
        Some("%7B%22a%22%3A%5B%22%C3%BC%22%2C1%5D%7D"),
    );
    let in_header = |value: &dyn Value| header(Style::JSON, value).expect("a header");
    assert_eq!(in_header(&value).as_deref(), Some(r#"{"a":["\u00fc",1]}"#));
    assert_eq!(
        in_header(&"a\n📞".to_owned()).as_deref(),
        Some(r#""a\n\ud83d\udcde""#)
    );
    assert_eq!(in_header(&None::<String>), None);
    in_query(Style::JSON, &None::<String>, "");
    in_query(Style::JSON, &"x".to_owned(), "q%5B%5D=%22x%22");
    in_query(Style::TEXT, &"x y".to_owned(), "q%5B%5D=x%20y");
}

#[test]
fn cookies_of_their_own_style_hold_what_a_cookie_can() {
    let value = json!({"a b": "c,\"d%", "e": "f;g\nü"});
    let pairs = cookie(Style::COOKIE, "c", &value).expect("cookies");
    assert_eq!(pairs, "a b=c,\"d%; e=f%3Bg%0A%C3%BC");
}

#[test]
fn numbers_without_a_form_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for style in [Style::FORM, Style::DEEP_OBJECT, Style::JSON] {
            assert!(query(style, "q", &number).is_err());
            assert!(query(style, "q", &vec![number]).is_err());
            assert!(query(style, "q", &vec![vec![number]]).is_err());
        }
    }
}

//! Texts, numbers and JSON, at the edges.
#![forbid(unsafe_code)]

mod checks;

use callsmith_runtime::model::{
    DateTime, Extra, Json, Model, Unknown, Uuid, deserialize, from_slice, to_vec,
};
use checks::{check, fails, read};
use serde::de::Deserialize;
use serde::de::value::{Error, MapDeserializer};
use serde_json::json;
use std::collections::BTreeMap;

/// All the numbers.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct Numbers {
    a: Option<i8>,
    b: Option<u8>,
    c: Option<i16>,
    d: Option<u16>,
    e: Option<i32>,
    f: Option<u32>,
    g: Option<i64>,
    h: Option<u64>,
    i: Option<f32>,
    j: Option<f64>,
    extra: Extra,
}

#[test]
fn numbers_at_their_bounds() {
    check::<Numbers>(r#"{"a":-128,"b":255,"c":-32768,"d":65535,"e":-2147483648,"f":4294967295}"#);
    check::<Numbers>(r#"{"g":-9223372036854775808,"h":18446744073709551615,"i":0.1,"j":0.1}"#);
    let out = "found a number outside its range";
    fails::<Numbers>(
        r#"{"a":128}"#,
        &format!("$.a: expected an 8-bit integer, {out}"),
    );
    fails::<Numbers>(
        r#"{"b":-1}"#,
        &format!("$.b: expected an unsigned 8-bit integer, {out}"),
    );
    fails::<Numbers>(
        r#"{"g":9223372036854775808}"#,
        &format!("$.g: expected an integer, {out}"),
    );
    fails::<Numbers>(
        r#"{"i":1e300}"#,
        &format!("$.i: expected a 32-bit number, {out}"),
    );
    fails::<Numbers>(r#"{"j":"1"}"#, "$.j: expected a number, found a string");
    fails::<Numbers>(r#"{"j":1e999}"#, "$.j: number out of range");
}

#[test]
fn numbers_past_64_bits() {
    let value = read::<Numbers>(
        r#"{"j":123456789012345678901234567890,"new":123456789012345678901234567890}"#,
    );
    assert_eq!(value.j, Some(123_456_789_012_345_678_901_234_567_890.0));
    assert_eq!(
        value.extra().collect::<Vec<_>>(),
        [("new", &json!(123_456_789_012_345_678_901_234_567_890.0))]
    );
    assert_eq!(
        read::<Numbers>(r#"{"h":1e19}"#).h,
        Some(10_000_000_000_000_000_000)
    );
}

#[test]
fn numbers_json_cannot_express_are_not_written() {
    let nan = Numbers::new().j(f64::NAN);
    assert_eq!(
        to_vec(&nan).expect_err("NaN").to_string(),
        "a number is not finite, JSON has no form for it"
    );
    assert!(serde_json::to_string(&nan).is_err());
}

/// What serde_json delivers for a number when `arbitrary_precision` is on.
fn private_number<'de>(text: &'static str) -> impl serde::Deserializer<'de, Error = Error> {
    MapDeserializer::new([("$serde_json::private::Number", text)].into_iter())
}

#[test]
fn numbers_of_arbitrary_precision() {
    assert_eq!(deserialize::<f64, _>(private_number("1.5")), Ok(1.5));
    assert_eq!(deserialize::<i64, _>(private_number("5.0")), Ok(5));
    assert_eq!(
        deserialize::<u64, _>(private_number("18446744073709551615")),
        Ok(u64::MAX)
    );
    assert_eq!(
        deserialize::<Json, _>(private_number("1.25")),
        Ok(json!(1.25))
    );
    let fault = deserialize::<i64, _>(private_number("1.5")).expect_err("a fraction");
    assert_eq!(
        fault.to_string(),
        "$: expected an integer, found a number with a fraction"
    );
    let fault = Numbers::deserialize(private_number("1.5")).expect_err("not an object");
    assert_eq!(fault.to_string(), "$: expected an object, found a number");
    let nothing = Numbers::deserialize(MapDeserializer::<_, Error>::new(std::iter::empty::<(
        &str,
        &str,
    )>()));
    assert!(nothing.is_ok_and(|numbers: Numbers| numbers == Numbers::new()));
}

#[test]
fn texts_keep_what_they_are() {
    let id = check::<Uuid>("\"67E55044-10b1-426f-9247-bb680e5fe0c8\"");
    assert_eq!(
        (id.as_str(), id.to_string()),
        (
            "67E55044-10b1-426f-9247-bb680e5fe0c8",
            id.as_str().to_owned()
        )
    );
    assert_eq!(
        check::<DateTime>("\"yesterday\""),
        DateTime::from("yesterday")
    );
    assert_eq!(format!("{:?}", DateTime::from(String::from("x"))), "\"x\"");
    fails::<Uuid>("5", "$: expected a string, found a number");
}

#[test]
fn lists_maps_and_boxes() {
    check::<Vec<Option<Box<BTreeMap<String, Vec<bool>>>>>>(r#"[null,{},{"a":[true,false]}]"#);
    check::<Json>(r#"{"a":[1,-1,1.5,"x",null,true,{}],"b":18446744073709551615}"#);
    check::<serde_json::Map<String, Json>>(r#"{"a":1}"#);
    fails::<BTreeMap<String, bool>>(r#"{"a":1}"#, "$.a: expected a boolean, found a number");
    let fault = from_slice::<Vec<bool>>(b"{}").expect_err("not an array");
    assert_eq!(
        fault.to_string(),
        "$: expected an array, found an object (line 1, column 2)"
    );
}

#[test]
fn unknown_shows_nothing() {
    assert_eq!(format!("{:?}", Unknown::new("secret")), "Unknown(..)");
}

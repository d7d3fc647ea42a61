use super::*;
use crate::body::Body;
use crate::model::{Json, Result, Upload, Value};
use crate::query::Style;
use serde_json::json;
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The keys of `body` are sorted: whether an object of JSON keeps their order is a feature of another crate.
#[track_caller]
fn form(body: Json, encodings: &[Encoding], expected: &str) {
    let text = urlencoded(body.view(), encodings).expect("a form");
    assert_eq!(text, expected);
}

#[test]
fn fields_of_forms() {
    form(
        json!({"From": null, "None": [], "Retry": 2, "Tags": ["a b", "c"], "To": "+1 555"}),
        &[],
        "Retry=2&Tags=a%20b&Tags=c&To=%2B1%20555",
    );
    form(json!({}), &[], "");
    form(json!({"a": ""}), &[], "a=");
}

#[test]
fn what_is_deep_is_json_unless_a_style_says_otherwise() {
    let body = || json!({"card": {"exp": [1, 2], "number": "4"}, "items": [{"x": 1}]});
    form(
        body(),
        &[],
        "card=%7B%22exp%22%3A%5B1%2C2%5D%2C%22number%22%3A%224%22%7D&items=%5B%7B%22x%22%3A1%7D%5D",
    );
    let deep = ["card", "items"].map(|name| Encoding::of(name).style(Style::DEEP_OBJECT));
    form(
        body(),
        &deep,
        "card%5Bexp%5D%5B%5D=1&card%5Bexp%5D%5B%5D=2&card%5Bnumber%5D=4&items%5B0%5D%5Bx%5D=1",
    );
    let of = |encoding: Encoding| [encoding];
    form(
        json!({"list": [1, 2]}),
        &of(Encoding::of("list").style(Style::FORM.explode(false))),
        "list=1,2",
    );
    form(
        json!({"list": [1, 2]}),
        &of(Encoding::of("list").content_type("application/json")),
        "list=%5B1%2C2%5D",
    );
    form(
        json!({"url": "https://a/b?c"}),
        &of(Encoding::of("url").style(Style::FORM.reserved())),
        "url=https://a/b?c",
    );
}

#[test]
fn a_form_is_an_object_without_files() {
    assert!(urlencoded(json!([1]).view(), &[]).is_err());
    assert!(urlencoded(json!("a=b").view(), &[]).is_err());
    let files = BTreeMap::from([("file".to_owned(), Upload::from(vec![1]))]);
    assert!(urlencoded(files.view(), &[]).is_err());
}

/// The parts of a multipart body without its boundary.
fn parts(body: &dyn Value, encodings: &[Encoding]) -> String {
    let (media_type, body) =
        multipart("multipart/form-data", body.view(), encodings).expect("parts");
    let (_, boundary) = media_type.split_once("; boundary=").expect("a boundary");
    assert!(body.is_replayable());
    let text = whole(body);
    text.replace(boundary, "X").replace("\r\n", "\n")
}

fn whole(body: Body) -> String {
    let made = pin!(body.collect(1 << 20));
    match made.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn parts_of_every_kind() {
    let body = json!({"a": "x\ny", "b": [1, true], "c": {"d": null}, "e": null, "f": []});
    assert_eq!(
        parts(&body, &[]),
        "--X\nContent-Disposition: form-data; name=\"a\"\n\nx\ny\n\
         --X\nContent-Disposition: form-data; name=\"b\"\n\n1\n\
         --X\nContent-Disposition: form-data; name=\"b\"\n\ntrue\n\
         --X\nContent-Disposition: form-data; name=\"c\"\nContent-Type: application/json\n\n{\"d\":null}\n\
         --X--\n"
    );
    assert_eq!(parts(&json!({}), &[]), "--X--\n");
}

#[test]
fn what_encodings_say_of_parts() {
    let encodings = [
        Encoding::of("a")
            .content_type("text/csv; charset=utf-8")
            .headers(&[("X-Kind", "table")]),
        Encoding::of("b").content_type("application/json"),
        Encoding::of("c").style(Style::DEEP_OBJECT),
    ];
    assert_eq!(
        parts(
            &json!({"a": "1;2", "b": [1, 2], "c": {"d e": "ü"}}),
            &encodings
        ),
        "--X\nContent-Disposition: form-data; name=\"a\"\nContent-Type: text/csv; charset=utf-8\nX-Kind: table\n\n1;2\n\
         --X\nContent-Disposition: form-data; name=\"b\"\nContent-Type: application/json\n\n[1,2]\n\
         --X\nContent-Disposition: form-data; name=\"c[d e]\"\n\nü\n\
         --X--\n"
    );
}

#[test]
fn files_have_names_and_media_types() {
    let of = |upload: Upload| BTreeMap::from([("a \"b\"".to_owned(), vec![upload])]);
    let bytes = || Upload::from(b"ID3".as_slice());
    let check = |upload: Upload, encoding: Encoding, name: &str, media_type: &str| {
        let head = format!(
            "--X\nContent-Disposition: form-data; name=\"a %22b%22\"; filename=\"{name}\"\nContent-Type: {media_type}\n"
        );
        assert_eq!(parts(&of(upload), &[encoding]), head + "\nID3\n--X--\n");
    };
    let encoding = Encoding::of("a \"b\"");
    check(bytes(), encoding, "blob", "application/octet-stream");
    check(
        bytes(),
        encoding.content_type("image/*"),
        "blob",
        "application/octet-stream",
    );
    check(
        bytes(),
        encoding.content_type("audio/wav"),
        "blob",
        "audio/wav",
    );
    let named = bytes().file_name("ü \"\r\n.mp3").media_type("audio/mpeg");
    check(
        named,
        encoding.content_type("audio/wav"),
        "ü %22%0D%0A.mp3",
        "audio/mpeg",
    );
}

#[test]
fn no_header_of_a_part_is_split() {
    let body = BTreeMap::from([(
        "f".to_owned(),
        Upload::from(vec![]).media_type("a/b\r\nX: y"),
    )]);
    assert!(multipart("multipart/form-data", body.view(), &[]).is_err());
}

#[test]
fn boundaries_differ_and_the_media_type_stays() {
    let made = || {
        multipart("multipart/related; type=x", json!({}).view(), &[])
            .expect("parts")
            .0
    };
    assert!(made().starts_with("multipart/related; boundary=callsmith-"));
    assert_ne!(made(), made());
}

#[test]
fn json_has_no_form_for_a_file() {
    let files = vec![Upload::from(vec![1])];
    let error = crate::model::to_vec(&files).expect_err("a file");
    assert!(error.to_string().contains("multipart"), "{error}");
    let read: Result<Vec<Upload>, _> = crate::model::from_slice(b"[\"x\"]");
    assert!(read.is_err());
}

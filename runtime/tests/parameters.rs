//! Parameters on the wire, byte by byte: the table "Style Examples" of the specification (OpenAPI 3.0.4 and 3.1.1,
//! 4.8.12.6; cookie style: 3.2.0), and characters that mean something in each place.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::model::{self, Extra, Json, Model, Value};
use callsmith_runtime::{Call, Error, Route, Style};
use server::api::{self, Refusal};
use server::{Server, ok};

/// The object of the table; its order is that of the properties.
#[derive(Clone, Model)]
struct Color {
    #[model("R")]
    r: i64,
    #[model("G")]
    g: i64,
    #[model("B")]
    b: i64,
    extra: Extra,
}

/// The four values of the table, which names the first `undefined`, or in older versions `empty`.
fn values() -> [Box<dyn Value>; 4] {
    let color: Color = model::from_slice(br#"{"R": 100, "G": 200, "B": 150}"#).expect("a color");
    [
        Box::new(String::new()),
        Box::new("blue".to_owned()),
        Box::new(["blue", "black", "brown"].map(str::to_owned).to_vec()),
        Box::new(color),
    ]
}

/// A row of the table: what the four values become.
type Row = (Style, [&'static str; 4]);

/// In a path.
#[rustfmt::skip]
const PATHS: &[Row] = &[
    (Style::MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
    (Style::MATRIX.explode(true), [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
    (Style::LABEL, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
    (Style::LABEL.explode(true), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
    (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    (Style::SIMPLE.explode(true), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
];

/// In a query.
#[rustfmt::skip]
const QUERIES: &[Row] = &[
    (Style::FORM.explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (Style::FORM, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    // The specification has nothing for texts here, nor for what is exploded.
    (Style::SPACE_DELIMITED, ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]),
    (Style::PIPE_DELIMITED, ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]),
    (Style::SPACE_DELIMITED.explode(true), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    (Style::PIPE_DELIMITED.explode(true), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    // Nor for texts and lists here.
    (Style::DEEP_OBJECT, ["color=", "color=blue", "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
];

/// In a header.
#[rustfmt::skip]
const HEADERS: &[Row] = &[
    (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    (Style::SIMPLE.explode(true), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
];

/// In a cookie.
#[rustfmt::skip]
const COOKIES: &[Row] = &[
    (Style::FORM.explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (Style::FORM, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
    (Style::COOKIE.explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (Style::COOKIE, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
];

/// The cells of some rows, each with its value.
fn cells(rows: &[Row]) -> impl Iterator<Item = (Style, Box<dyn Value>, &'static str)> {
    rows.iter().flat_map(|(style, expected)| {
        let cells = values().into_iter().zip(*expected);
        cells.map(|(value, expected)| (*style, value, expected))
    })
}

/// The request of a call, as the server got it.
async fn sent(
    route: &'static str,
    set: impl Fn(Call<Json, Refusal>) -> Call<Json, Refusal>,
) -> Result<String, Error<Refusal>> {
    let server = Server::start(vec![ok("null")]).await;
    let core = api::client(&server.url(), api::bearer());
    set(core.call(Route::get(route))).await?;
    Ok(server.received().remove(0))
}

fn target(request: &str) -> &str {
    let line = request.lines().next().expect("a request line");
    let target = line.strip_prefix("GET ").expect("a GET");
    target.strip_suffix(" HTTP/1.1").expect("HTTP/1.1")
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = request.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[tokio::test]
async fn the_table_for_paths() {
    for (style, value, expected) in cells(PATHS) {
        let request = sent("/x{color}.json", |call| {
            call.path_in(style, "color", &*value)
        })
        .await;
        match expected {
            // It would name another path.
            "" => assert!(matches!(request, Err(Error::InvalidRequest(_)))),
            expected => assert_eq!(
                target(&request.expect("a success")),
                format!("/x{expected}.json"),
                "{style:?}"
            ),
        }
    }
}

#[tokio::test]
async fn the_table_for_queries() {
    for (style, value, expected) in cells(QUERIES) {
        let request = sent("/x", |call| call.query_in(style, "color", &*value)).await;
        assert_eq!(
            target(&request.expect("a success")),
            format!("/x?{expected}"),
            "{style:?}"
        );
    }
}

#[tokio::test]
async fn the_table_for_headers() {
    for (style, value, expected) in cells(HEADERS) {
        let request = sent("/x", |call| call.header_param_in(style, "Color", &*value)).await;
        let request = request.expect("a success");
        assert_eq!(header(&request, "color"), Some(expected), "{style:?}");
    }
}

/// In a cookie header, cookies have `; ` between them. With `&`, as the table has it, all would be the first one's value.
#[tokio::test]
async fn the_table_for_cookies() {
    for (style, value, expected) in cells(COOKIES) {
        let set = |call: Call<Json, Refusal>| {
            call.cookie_in(style, "color", &*value)
                .cookie("last", &1_i64)
        };
        let request = sent("/x", set).await.expect("a success");
        assert_eq!(
            header(&request, "cookie"),
            Some(format!("{expected}; last=1").as_str()),
            "{style:?}"
        );
    }
}

/// Nothing is sent of what has no value.
#[tokio::test]
async fn nothing_is_nothing() {
    let request = sent("/x", |call| {
        call.query("a", &None::<String>)
            .query("b", &Vec::<String>::new())
            .header_param("c", &Vec::<String>::new())
            .cookie("d", &Json::Null)
            .query_in(Style::FORM.or_empty(), "e", &Vec::<String>::new())
    });
    let request = request.await.expect("a success");
    assert_eq!(target(&request), "/x?e=");
    assert_eq!(header(&request, "c"), None);
    assert_eq!(header(&request, "cookie"), None);
}

/// Characters that are syntax somewhere.
const SPECIAL: &str = " +/?#%&=,|é\n";

/// All of them, percent-encoded (RFC 3986, 2.1).
const ENCODED: &str = "%20%2B%2F%3F%23%25%26%3D%2C%7C%C3%A9%0A";

#[tokio::test]
async fn special_characters_are_part_of_the_value() {
    let value = SPECIAL.to_owned();
    let list = vec![value.clone(), "a".to_owned()];
    let request = sent("/x/{simple}/{label}/{matrix}", |call| {
        call.path("simple", &value)
            .path_in(Style::LABEL, "label", &list)
            .path_in(Style::MATRIX, "matrix", &list)
            .query("form", &value)
            .query_in(Style::FORM.explode(false), "list", &list)
            .query_in(Style::SPACE_DELIMITED, "space", &list)
            .query_in(Style::PIPE_DELIMITED, "pipe", &list)
            .query_in(
                Style::DEEP_OBJECT,
                "deep",
                &serde_json::json!({SPECIAL: SPECIAL}),
            )
            .query_in(Style::TEXT, "text", &value)
            .query_in(Style::JSON, "json", &value)
            .cookie("form", &value)
            .cookie_in(Style::COOKIE, "own", &value)
    });
    let request = request.await.expect("a success");
    assert_eq!(
        target(&request),
        format!(
            "/x/{ENCODED}/.{ENCODED},a/;matrix={ENCODED},a?form={ENCODED}&list={ENCODED},a&space={ENCODED}%20a\
             &pipe={ENCODED}%7Ca&deep%5B{ENCODED}%5D={ENCODED}&text={ENCODED}\
             &json=%22%20%2B%2F%3F%23%25%26%3D%2C%7C%C3%A9%5Cn%22"
        )
    );
    assert_eq!(
        header(&request, "cookie"),
        Some(format!("form={ENCODED}; own= +/?#%&=,|%C3%A9%0A").as_str())
    );
}

#[tokio::test]
async fn reserved_characters_pass_where_they_may() {
    let value = " +/?#%&=,|é\n:@%2F".to_owned();
    let request = sent("/x/{v}", |call| {
        call.path_in(Style::SIMPLE.reserved(), "v", &value)
            .query_in(Style::FORM.reserved(), "v", &value)
            .query_in(
                Style::FORM.explode(false).reserved(),
                "w",
                &vec![value.clone()],
            )
    });
    let in_query = "%20%2B/?%23%25%26=,%7C%C3%A9%0A:@%2F";
    assert_eq!(
        target(&request.await.expect("a success")),
        format!("/x/%20+%2F%3F%23%25&=,%7C%C3%A9%0A:@%2F?v={in_query}&w={in_query}")
    );
}

#[tokio::test]
async fn headers_carry_text_as_it_is_or_refuse_it() {
    let request = sent("/x", |call| {
        call.header_param("v", &"a +/?#%&=,|é".to_owned())
            .header_param_in(Style::TEXT, "t", &"a,b".to_owned())
            .header_param_in(Style::JSON, "j", &"é\n\u{1F4DE}".to_owned())
    });
    let request = request.await.expect("a success");
    assert_eq!(header(&request, "v"), Some("a +/?#%&=,|é"));
    assert_eq!(header(&request, "t"), Some("a,b"));
    assert_eq!(header(&request, "j"), Some(r#""\u00e9\n\ud83d\udcde""#));
    let request = sent("/x", |call| call.header_param("v", &"a\nb".to_owned())).await;
    assert!(matches!(request, Err(Error::InvalidRequest(_))));
}

#[tokio::test]
async fn headers_of_a_route_give_way_to_those_of_a_call() {
    let server = Server::start(vec![ok("null")]).await;
    let core = api::client(&server.url(), api::bearer());
    let route = Route::post("/x").headers(&[
        ("Accept", "application/vnd.x+json;version=2"),
        ("Content-Type", "application/json; charset=utf-8"),
    ]);
    let call = || core.call::<Json, Refusal>(route).json(&1_i64);
    call().await.expect("a success");
    call().raw("text/csv").await.expect("a success");
    let own = call().header("accept", "text/csv");
    own.header_param("Content-Type", &"text/json".to_owned())
        .await
        .expect("a success");
    let received = server.received();
    let of = |index: usize| {
        let request: &str = &received[index];
        (header(request, "accept"), header(request, "content-type"))
    };
    let utf8 = Some("application/json; charset=utf-8");
    assert_eq!(of(0), (Some("application/vnd.x+json;version=2"), utf8));
    assert_eq!(of(1), (Some("text/csv"), utf8));
    assert_eq!(of(2), (Some("text/csv"), Some("text/json")));
}

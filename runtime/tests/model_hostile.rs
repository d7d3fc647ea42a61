//! Documents made to hurt: too deep, too wide, too ambiguous.
#![forbid(unsafe_code)]

mod checks;

use callsmith_runtime::model::{Extra, Json, Model, Unknown, Value, from_json, from_slice, to_vec};
use checks::read;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Declares a struct with a child and, for each name, one field of every type.
macro_rules! wide {
    ($name:ident: $($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident)*) => {
        /// A struct with many fields.
        #[derive(Clone, Model)]
        pub struct $name {
            /// The next one.
            next: Option<Box<$name>>,
            /// More of them.
            list: Option<Vec<$name>>,
            $($a: String, $b: i64, $c: Vec<String>, $d: Json, $e: BTreeMap<String, Json>, $f: f64,)*
            extra: Extra,
        }
    };
}

wide! { Narrow: }
wide! { Wide:
    a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5 b6 c1 c2 c3 c4 c5 c6 d1 d2 d3 d4 d5 d6 e1 e2 e3 e4 e5 e6
    f1 f2 f3 f4 f5 f6 g1 g2 g3 g4 g5 g6 h1 h2 h3 h4 h5 h6 i1 i2 i3 i4 i5 i6 j1 j2 j3 j4 j5 j6
    k1 k2 k3 k4 k5 k6 l1 l2 l3 l4 l5 l6 m1 m2 m3 m4 m5 m6 n1 n2 n3 n4 n5 n6 o1 o2 o3 o4 o5 o6
    p1 p2 p3 p4 p5 p6 q1 q2 q3 q4 q5 q6 r1 r2 r3 r4 r5 r6 s1 s2 s3 s4 s5 s6 t1 t2 t3 t4 t5 t6
}

/// The fields of `Wide` as text, each with a comma behind it.
fn fields() -> String {
    let values = ["\"x\"", "1", "[]", "null", "{}", "1.5"];
    let row = |name| (1..=6).map(move |i| format!("\"{name}{i}\":{},", values[i - 1]));
    (b'a'..=b't')
        .flat_map(|name| row(char::from(name)))
        .collect()
}

fn nested(levels: usize, before: &str, inside: &str, after: &str) -> String {
    format!("{}{inside}{}", before.repeat(levels), after.repeat(levels))
}

/// A thread as small as a thread is by default.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(test)
        .expect("a thread");
    thread.join().expect("no panic");
}

/// Too deep is an error, wherever the values come from.
fn too_deep<T: Value>(text: &str) {
    let fault = from_slice::<T>(text.as_bytes())
        .map(drop)
        .expect_err("too deep");
    assert!(
        ["nested too deeply", "recursion limit exceeded"].contains(&fault.message()),
        "{fault}"
    );
}

#[test]
fn small_structs_may_be_as_deep_as_text_may_be() {
    on_a_small_stack(|| {
        let text = nested(126, r#"{"next":"#, "{}", "}");
        let value: Narrow = read(&text);
        assert_eq!(
            String::from_utf8_lossy(&to_vec(&value).expect("writable")),
            text
        );
        let json = serde_json::to_value(&value).expect("writable");
        assert!(from_json::<Narrow>(&json).expect("readable") == value);
        too_deep::<Narrow>(&nested(5000, r#"{"next":"#, "{}", "}"));
        too_deep::<Narrow>(&nested(5000, r#"{"list":["#, "{}", "]}"));
        too_deep::<Narrow>(&nested(5000, r#"{"new":"#, "{}", "}"));
        too_deep::<Json>(&"[".repeat(5000));
    });
}

#[test]
fn values_in_memory_have_the_same_limit() {
    on_a_small_stack(|| {
        let deep = |levels| (0..levels).fold(json!({}), |inner, _| json!({"next": inner}));
        assert!(from_json::<Narrow>(&deep(127)).is_ok());
        let fault = from_json::<Narrow>(&deep(200))
            .map(drop)
            .expect_err("too deep");
        assert_eq!(fault.message(), "nested too deeply");
    });
}

#[test]
fn wide_structs_are_refused_before_the_stack_ends() {
    on_a_small_stack(|| {
        let (before, inside) = (
            format!("{{{}\"next\":", fields()),
            format!("{{{}\"next\":null}}", fields()),
        );
        let text = |levels| nested(levels, &before, &inside, "}");
        let value: Wide = read(&text(30));
        assert!(
            from_json::<Wide>(&serde_json::to_value(&value).expect("writable")).expect("readable")
                == value
        );
        for levels in [60, 80, 100, 120, 200] {
            if let Err(fault) = from_slice::<Wide>(text(levels).as_bytes()) {
                assert!(
                    ["nested too deeply", "recursion limit exceeded"].contains(&fault.message()),
                    "{fault}"
                );
            }
        }
    });
}

/// A union inside of its own variants, where the first one fails late.
#[derive(Clone, Model)]
pub enum Anything {
    /// Fits by its key, but has a text where it wants a number.
    #[model(has("child"))]
    Late(Box<Late>),
    /// Fits.
    #[model(has("child"))]
    Right(Box<Right>),
    /// Fits by its type only.
    #[model(array)]
    List(Vec<Anything>),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// Fails, but only after its child has been read.
#[derive(Clone, Model)]
pub struct Late {
    child: Anything,
    last: i64,
    extra: Extra,
}

/// Does not fail.
#[derive(Clone, Model)]
pub struct Right {
    child: Anything,
    last: String,
    extra: Extra,
}

#[test]
fn unions_inside_of_unions_do_not_try_every_combination() {
    on_a_small_stack(|| {
        let start = Instant::now();
        let text = nested(80, r#"{"child":"#, "1", r#","last":"x"}"#);
        let value: Anything = read(&text);
        assert!(
            matches!(&value, Anything::Right(right) if matches!(right.child, Anything::Right(_)))
        );
        let json: Json = serde_json::from_str(&text).expect("JSON");
        assert!(from_json::<Anything>(&json).expect("readable") == value);
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    });
}

/// A union whose variants are unions themselves: each takes its tag out of the same object.
#[derive(Clone, Model)]
#[model(tag = "type")]
pub enum Outer {
    /// By shape.
    #[model("shape", add_tag)]
    Shape(Box<Inner>),
    /// By a second tag.
    #[model("tag", add_tag)]
    Tag(Box<Second>),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// By a second tag.
#[derive(Clone, Model)]
#[model(tag = "kind")]
pub enum Second {
    /// By shape.
    #[model("shape", add_tag)]
    Shape(Box<Inner>),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// By shape, where the first variant fails late.
#[derive(Clone, Model)]
pub enum Inner {
    /// Fails, but only after its child has been read.
    #[model(has("child"))]
    Late(Number),
    /// Does not fail.
    #[model(has("child"))]
    Right(Text),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// Wants a number.
#[derive(Clone, Model)]
pub struct Number {
    child: Outer,
    last: i64,
    extra: Extra,
}

/// Wants a text.
#[derive(Clone, Model)]
pub struct Text {
    child: Outer,
    last: String,
    extra: Extra,
}

#[test]
fn unions_that_are_variants_of_unions_do_not_try_every_combination() {
    on_a_small_stack(|| {
        let start = Instant::now();
        for tags in [r#""type":"shape""#, r#""type":"tag","kind":"shape""#] {
            let before = format!(r#"{{{tags},"child":"#);
            let text = nested(60, &before, "1", r#","last":"x"}"#);
            let value: Outer = read(&text);
            assert_eq!(
                checks::written(&value),
                serde_json::from_str::<Json>(&text).expect("JSON")
            );
            assert!(!format!("{value:?}").contains("Late"));
            let json: Json = serde_json::from_str(&text).expect("JSON");
            assert!(from_json::<Outer>(&json).expect("readable") == value);
        }
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    });
}

/// Every entry that fits looks whether one of its name had not fitted.
#[test]
fn many_entries_of_either_sort_take_no_longer_than_many_of_one() {
    let text = |range: std::ops::Range<usize>, value| {
        let entries: Vec<_> = range.map(|i| format!("\"k{i}\":{value}")).collect();
        entries.join(",")
    };
    let many = 50_000;
    let text = format!(
        "{{{},{},{}}}",
        text(0..many, "0"),
        text(many..2 * many, "\"x\""),
        text(0..many, "\"again\"")
    );
    let start = Instant::now();
    let value: Variables = read(&text);
    assert_eq!(
        (value.variables.len(), value.extra().count()),
        (2 * many, 0)
    );
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

/// Texts, and what does not fit.
#[derive(Clone, Model)]
pub struct Variables {
    #[model(rest)]
    variables: BTreeMap<String, String>,
    extra: Extra,
}

/// A union with a variant that is a union with a variant that is the first one: documents do that.
#[derive(Clone, Model)]
pub enum Chicken {
    /// The other one.
    #[model(object)]
    Egg(Box<Egg>),
    /// A text.
    #[model(string)]
    Text(String),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// See [`Chicken`].
#[derive(Clone, Model)]
pub enum Egg {
    /// The other one.
    #[model(object)]
    Chicken(Box<Chicken>),
    /// An object of its own.
    #[model(has("child"))]
    Child(Shell),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// An object.
#[derive(Clone, Model)]
pub struct Shell {
    child: Chicken,
    extra: Extra,
}

#[test]
fn unions_that_hold_each_other_end() {
    on_a_small_stack(|| {
        for text in [
            "{}",
            r#"{"child":{}}"#,
            &nested(60, r#"{"child":"#, "1", "}"),
        ] {
            let json: Json = serde_json::from_str(text).expect("JSON");
            let egg: Egg = read(text);
            assert_eq!(checks::written(&egg), json);
            assert!(from_json::<Egg>(&json).expect("readable") == egg);
            let chicken: Chicken = read(text);
            assert_eq!(checks::written(&chicken), json);
            assert_eq!(
                format!("{chicken:?}").contains("Child"),
                text.contains("child")
            );
        }
    });
}

//! Derived code does not care what fields, types and modules are called, and passes every lint.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub, unused, clippy::all)]

mod checks;

/// Types with the names of the prelude.
pub mod prelude {
    /// Not that one.
    pub struct Option;
    /// Not that one.
    pub struct Result;
    /// Not that one.
    pub struct Box;
    /// Not that one.
    pub struct Vec;
    /// Not that one.
    pub struct Some;
    /// Not that one.
    pub struct None;
    /// Not that one.
    pub struct Ok;
    /// Not that one.
    pub struct Err;
    /// Not that one.
    pub struct Default;
    /// Not that one.
    pub struct Clone;
    /// Not that one.
    pub struct From;
    /// Not that one.
    pub struct Into;
    /// Not that one.
    pub struct Iterator;
    /// Not that one.
    pub struct FnMut;
    /// Not that one.
    pub struct Value;
    /// Not that one.
    pub struct Model;
}

/// Where the names of the prelude mean something else.
pub mod strange {
    use super::prelude::{
        Box, Clone, Default, Err, FnMut, From, Into, Iterator, Model, None, Ok, Option, Result,
        Some, Value, Vec,
    };
    use callsmith_runtime::model::{Extra, Json};
    use std::collections::BTreeMap;

    /// So that none of the names is unused.
    pub type All = (
        Box,
        Clone,
        Default,
        Err,
        FnMut,
        From,
        Into,
        Iterator,
        Model,
        None,
        Ok,
        Option,
        Result,
        Some,
        Value,
        Vec,
    );

    /// A type called `String`, for good measure.
    #[derive(std::clone::Clone, callsmith_runtime::model::Model)]
    #[model(new, setters)]
    pub struct String {
        /// One.
        pub a: std::option::Option<std::string::String>,
        /// Two.
        pub b: ::core::option::Option<std::vec::Vec<std::boxed::Box<String>>>,
        /// Three.
        pub c: std::vec::Vec<bool>,
        extra: Extra,
    }

    /// A struct with fields called like what derived code could be using.
    #[derive(std::clone::Clone, callsmith_runtime::model::Model)]
    #[model(new = NamesInit, setters)]
    pub struct Names {
        /// A keyword.
        #[model(null)]
        pub r#type: std::option::Option<i64>,
        /// Another one, required.
        pub r#match: bool,
        /// input
        pub input: bool,
        /// self_
        pub self_: std::option::Option<bool>,
        /// extra2
        pub extra2: bool,
        /// key
        pub key: std::option::Option<std::string::String>,
        /// value
        pub value: std::option::Option<Json>,
        /// table
        pub table: bool,
        /// required
        pub required: bool,
        /// see
        pub see: std::option::Option<BTreeMap<std::string::String, std::vec::Vec<Json>>>,
        /// from_
        pub from_see: std::option::Option<bool>,
        /// to_
        pub to_see: std::option::Option<bool>,
        /// is_
        pub is_see: std::option::Option<bool>,
        /// An API deprecates it.
        #[deprecated = "use another one"]
        #[model(null, sensitive)]
        pub old: std::option::Option<bool>,
        /// An API deprecates it, and requires it.
        #[deprecated]
        pub older: bool,
        extra: Extra,
    }

    /// Many arguments, one of them old.
    #[derive(std::clone::Clone, callsmith_runtime::model::Model)]
    #[model(new)]
    pub struct Many {
        /// a
        pub a: bool,
        /// b
        pub b: std::vec::Vec<String>,
        /// c
        pub c: BTreeMap<std::string::String, std::string::String>,
        /// d
        #[model(nullable)]
        pub d: std::option::Option<i64>,
        /// e
        pub e: std::string::String,
        /// f
        pub f: f64,
        /// g
        pub g: u8,
        /// h
        pub h: u8,
        /// An API deprecates it.
        #[deprecated]
        pub r#i: u8,
        extra: Extra,
    }

    /// Variants called like what derived code could be using.
    #[derive(std::clone::Clone, PartialEq, Eq, Hash, callsmith_runtime::model::Model)]
    pub enum Word {
        /// Not that one.
        #[model("some")]
        Some,
        /// Not that one.
        #[model("none")]
        None,
        /// Old.
        #[model("ok")]
        #[deprecated]
        Ok,
        /// Anything else.
        #[model(unknown)]
        Other(callsmith_runtime::model::Unknown),
    }

    /// The same for unions.
    #[derive(std::clone::Clone, callsmith_runtime::model::Model)]
    pub enum Either {
        /// Not that one.
        #[model(object)]
        Some(std::boxed::Box<Names>),
        /// Not that one.
        #[model(string, null)]
        None(std::option::Option<std::string::String>),
        /// Anything else.
        #[model(unknown)]
        Err(callsmith_runtime::model::Unknown<Json>),
    }

    /// Nobody outside sees it.
    #[derive(std::clone::Clone, callsmith_runtime::model::Model)]
    #[model(new, setters)]
    pub(crate) struct Hidden {
        pub(crate) a: std::option::Option<bool>,
        pub(crate) extra: Extra,
    }
}

use checks::{check, read, written};
use serde_json::json;
use strange::{Either, Hidden, Many, Names, NamesInit, String as Strange, Word};

#[test]
#[allow(deprecated)]
fn strange_names_work() {
    let init = NamesInit {
        r#match: true,
        input: true,
        extra2: false,
        table: true,
        required: true,
        older: true,
    };
    let names = Names::new(init)
        .r#type(5)
        .self_(true)
        .key("k")
        .value(1)
        .see([("a", [json!(1)])])
        .old_null();
    let names = names.from_see(true).to_see(false).is_see(true);
    let text = serde_json::to_string(&names).expect("writable");
    assert_eq!(check::<Names>(&text), names);
    assert_eq!(written(&names)["type"], 5);
    assert_eq!(written(&names.r#type_null())["type"], json!(null));
    assert!(matches!(read(&text), Either::Some(_)));
}

#[test]
#[allow(deprecated)]
fn strange_types_work() {
    let strange = Strange::new([true]).a("x").b([Strange::new([])]);
    assert_eq!(
        written(&strange),
        json!({"a": "x", "b": [{"c": []}], "c": [true]})
    );
    let many = Many::new(true, [strange], [("a", "b")], None, "e", 1.0, 1, 2, 3);
    check::<Many>(&serde_json::to_string(&many).expect("writable"));
    assert_eq!(check::<Word>("\"some\"").as_str(), "some");
    check::<Either>("null");
    assert_eq!(written(&Hidden::default().a(true)), json!({"a": true}));
    assert_eq!(Hidden::new().with_extra("b", 1).extra().count(), 1);
}

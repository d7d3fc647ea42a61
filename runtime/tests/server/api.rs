//! The client the tests call: one service, every way to authenticate, one error type.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary uses a part of it"
)]

use callsmith_runtime::failure::{Arm, CodeAt, Failures, StatusMatch, When};
use callsmith_runtime::model::{self, In, Json, Value};
use callsmith_runtime::testing::InMemory;
use callsmith_runtime::{Builder, Call, Core, Credential, Error, Retry, Route, Service};
use std::time::Duration;

/// The key of all credentials; it must never be seen.
pub const KEY: &str = "k3y-S3CRET+/x";

/// Any combination, so that each test shows one.
pub const SERVICE: Service = Service::new("api-client/1.2.3").security(&[
    &["bearer"],
    &["raw"],
    &["header"],
    &["query"],
    &["basic"],
    &["cookie"],
]);

pub fn bearer() -> Credential {
    Credential::bearer("bearer", KEY)
}

pub fn query() -> Credential {
    Credential::query("query", "api_key", KEY)
}

pub fn header() -> Credential {
    Credential::header("header", "X-API-Key", KEY)
}

/// A client with a short patience.
pub fn client(url: &str, credential: Credential) -> Core {
    builder(url, credential).build().expect("a client")
}

pub fn builder(url: &str, credential: Credential) -> Builder<Core> {
    let builder = Builder::new(&SERVICE);
    // `with_reqwest.rs` holds the tests of other files once more.
    let builder = match module_path!().starts_with("with_reqwest") {
        true => builder.reqwest(callsmith_runtime::reqwest::Client::builder().no_proxy()),
        false => builder,
    };
    builder
        .base_url(url)
        .auth(credential)
        .timeout(Duration::from_secs(5))
        .retry(Retry::attempts(3).backoff(Duration::from_millis(1), Duration::from_millis(1)))
}

/// A client whose network is in memory, with the settings that clients have by default.
pub fn in_memory(network: &InMemory) -> Builder<Core> {
    Builder::new(&SERVICE)
        .base_url("https://api.example.com/v1")
        .auth(bearer())
        .transport(network.clone())
}

pub fn get(core: &Core, path: &'static str) -> Call<Json, Refusal> {
    core.call(Route::get(path))
}

pub fn post(core: &Core) -> Call<Json, Refusal> {
    core.call(Route::post("/calls")).json(&"hello".to_owned())
}

/// Everything that can be printed of an error, down to its last source.
pub fn shown(error: &Error<Refusal>) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        text += &format!("{source}\n{source:?}\n{source:#?}\n");
        next = source.source();
    }
    text
}

#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    Unauthorized(String),
    NotFound,
    Client(Json),
    InSuccess(Json),
}

impl Failures for Refusal {
    const ARMS: &'static [Arm] = &[
        Arm {
            status: StatusMatch::Exactly(401),
            when: None,
            has_body: true,
            code: CodeAt::Unsaid,
        },
        Arm {
            status: StatusMatch::Exactly(404),
            when: None,
            has_body: false,
            code: CodeAt::Unsaid,
        },
        Arm {
            status: StatusMatch::Range(4),
            when: None,
            has_body: true,
            code: CodeAt::Unsaid,
        },
        Arm {
            status: StatusMatch::Exactly(200),
            when: Some(When {
                at: "/error",
                is: None,
            }),
            has_body: true,
            code: CodeAt::Unsaid,
        },
    ];

    fn read(arm: usize, body: In<'_>) -> model::Result<Self> {
        match arm {
            0 => Value::read(body).map(Self::Unauthorized),
            1 => Ok(Self::NotFound),
            2 => Value::read(body).map(Self::Client),
            _ => Value::read(body).map(Self::InSuccess),
        }
    }
}

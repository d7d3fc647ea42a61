//! Generated code as it looks, against the runtime: what compiles here is what the generator may write.

#![cfg(feature = "hyper")]
#![allow(
    dead_code,
    missing_docs,
    reason = "only what the compiler says matters"
)]

use callsmith_runtime::model::{Extra, Json, Model};
use callsmith_runtime::{Builder, Core, Credential, Failure, Route, Safety, Secret, Service};

pub(crate) const SERVICE: Service = Service::new(concat!(
    env!("CARGO_PKG_NAME"),
    "/",
    env!("CARGO_PKG_VERSION")
))
.base_url("https://api.verbex.ai")
.security(&[&["bearerAuth"]]);

#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
}

impl Client {
    pub fn new(api_key: impl Into<Secret>) -> Self {
        Self {
            core: Core::new(&SERVICE, Auth::bearer_auth(api_key)),
        }
    }

    pub fn builder() -> Builder<Self> {
        Builder::new(&SERVICE)
    }
}

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self { core }
    }
}

#[derive(Clone, Debug)]
pub struct Auth(Credential);

impl Auth {
    pub fn bearer_auth(token: impl Into<Secret>) -> Self {
        Self(Credential::bearer("bearerAuth", token))
    }

    pub fn api_key_header(key: impl Into<Secret>) -> Self {
        Self(Credential::header("apiKeyHeader", "X-API-Key", key))
    }

    pub fn api_key_query(key: impl Into<Secret>) -> Self {
        Self(Credential::query("apiKeyQuery", "api_key", key))
    }

    pub fn basic_auth(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Credential::basic("basicAuth", user, password))
    }
}

impl From<Auth> for Credential {
    fn from(auth: Auth) -> Self {
        auth.0
    }
}

impl Client {
    pub fn dial(&self, body: impl Into<Json>) -> Dial {
        let route = Route::post("/v1/calls/dial-outbound-phone-call").safety(Safety::Unsafe);
        Request(self.core.call(route).json(&body.into()))
    }

    pub fn get_call(&self, call_id: impl Into<String>) -> GetCall {
        Request(
            self.core
                .call(Route::get("/v1/calls/{call_id}"))
                .path("call_id", &call_id.into()),
        )
    }

    pub fn list_calls(&self) -> ListCalls {
        Request(self.core.call(Route::get("/v1/calls/")))
    }

    pub fn delete_agent(&self, id: impl Into<String>) -> DeleteAgent {
        Request(
            self.core
                .call(Route::delete("/x/{id}"))
                .path("id", &id.into())
                .discard(),
        )
    }
}

callsmith_runtime::requests!();

pub type Dial = Request<Json, DialError>;

pub type GetCall = Request<CallRecord, NoError>;

pub type DeleteAgent = Request<(), NoError>;

pub type ListCalls = Request<Vec<CallRecord>, NoError>;

impl ListCalls {
    pub fn page_size(self, page_size: i64) -> Self {
        Self(self.0.query("page_size", &page_size))
    }

    pub fn ai_agent_ids(self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        Self(self.0.query("ai_agent_ids", &ids))
    }
}

#[derive(Clone, Debug, Failure)]
#[non_exhaustive]
pub enum DialError {
    #[failure(401)]
    Unauthorized(ErrorResponse),
    #[failure(404)]
    NotFound,
    #[failure("4XX")]
    ClientError(Box<ErrorResponse>),
    #[failure(default)]
    Default(ErrorResponse),
    #[failure(200, at = "/error", exists)]
    Refused(Json),
    #[failure("2XX", at = "/status", is = "failed")]
    Failed(Json),
}

/// An operation without documented errors.
#[derive(Clone, Debug, Failure)]
#[non_exhaustive]
pub enum NoError {}

#[derive(Clone, Model)]
#[non_exhaustive]
pub struct ErrorResponse {
    pub message: String,
    extra: Extra,
}

#[derive(Clone, Model)]
#[non_exhaustive]
pub struct CallRecord {
    pub id: String,
    #[model(sensitive)]
    pub to_number: Option<String>,
    extra: Extra,
}

#[test]
fn clients_and_futures_travel_between_threads() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>(_: &T) {}
    fn sent<T: Send + 'static>(_: T) {}
    let client = Client::builder()
        .auth(Auth::bearer_auth("k3y"))
        .build()
        .expect("a client");
    shared(&client);
    sent(
        client
            .list_calls()
            .page_size(1)
            .ai_agent_ids(["a"])
            .into_future(),
    );
    sent(
        client
            .delete_agent("1")
            .timeout(std::time::Duration::from_secs(1))
            .header("x", "y")
            .response(),
    );
    assert!(!format!("{client:?}").contains("k3y"));
}

/// In this program nobody has chosen a provider for TLS, and after making a client still nobody has.
#[test]
fn making_a_client_changes_nothing_in_the_process() {
    let client = Client::new("k3y");
    assert!(!format!("{client:?}").contains("BuildError"), "{client:?}");
    assert!(tokio_rustls::rustls::crypto::CryptoProvider::get_default().is_none());
}

#[test]
fn a_call_shows_its_route_only() {
    let call = Client::new("k3y").get_call("+15551234567");
    assert_eq!(format!("{call:?}"), "Call(GET /v1/calls/{call_id})");
}

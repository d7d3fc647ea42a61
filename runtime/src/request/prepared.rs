//! A call put together with what its client knows: ready to be sent, to one address or after a redirect to another.

use super::{Draft, idempotency, path};
use crate::auth::{self, Credential, Sealed, Tokens};
use crate::body::{Body, Source};
use crate::client::{BaseUrl, Inner};
use crate::error::{InvalidRequest, NoAnswer};
use http::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHORIZATION, USER_AGENT,
};
use http::{Method, Request};
use std::sync::Arc;
use std::time::Duration;

/// A checked request whose address and secret parts are still apart.
#[derive(Clone)]
pub(crate) struct Prepared {
    /// Where it goes: the server.
    pub(crate) base: Arc<BaseUrl>,
    /// Without a credential in its query.
    pub(crate) url: String,
    /// Where the operation takes one.
    pub(crate) idempotency_key: Option<Arc<str>>,
    pub(crate) body: Source,
    method: Method,
    /// Without credentials.
    headers: HeaderMap,
    /// `name=value` pairs.
    cookies: Vec<String>,
    /// Which credentials it takes, and what came of asking for them.
    credentials: Vec<Credential>,
    tokens: Tokens,
    sealed: Sealed,
}

impl Prepared {
    /// Checks everything that can be wrong before anything is sent or asked for.
    pub(crate) fn new(
        mut draft: Draft,
        client: &Inner,
        base: Arc<BaseUrl>,
    ) -> Result<Self, InvalidRequest> {
        if let Some(fault) = draft.fault {
            return Err(fault);
        }
        if client.settings.with(&draft.options).check && !draft.faults.is_empty() {
            return Err(InvalidRequest::broken(draft.faults));
        }
        let security = draft.route.security.unwrap_or(client.security);
        let credentials = auth::chosen(security, &client.credentials)?;
        let secret =
            !credentials.is_empty() || SECRETS.iter().any(|name| draft.headers.contains_key(name));
        if secret && !client.trusts(&base) {
            return Err(InvalidRequest::new(PLAIN_HTTP));
        }
        let path = path::expand(draft.route.path, &draft.path)?;
        let mut headers = headers(&mut draft, client);
        let pairs = draft.query.iter().map(|(_, pairs)| pairs.as_str());
        let key = draft.route.idempotency_key;
        let key = key.map(|name| idempotency::key(&mut headers, name));
        let mut prepared = Self {
            url: pairs.fold(base.join(&path), with_query),
            base,
            idempotency_key: key.transpose()?,
            method: method(draft.route.method)?,
            headers,
            cookies: draft.cookies.into_iter().map(|(_, pairs)| pairs).collect(),
            body: draft.body.into(),
            credentials,
            tokens: Tokens::default(),
            sealed: Sealed::default(),
        };
        if !prepared.asks() {
            prepared.seal(Tokens::default())?;
        }
        Ok(prepared)
    }

    /// Whether a secret has to be asked for.
    fn asks(&self) -> bool {
        let mut all = self.credentials.iter();
        all.any(|credential| credential.secret().expose().is_none())
    }

    /// Asks for the secrets that are not known, and no longer than `left`.
    pub(crate) async fn authorize(
        &mut self,
        client: &Inner,
        left: Duration,
    ) -> Result<(), NoAnswer> {
        if !self.asks() {
            return Ok(());
        }
        let tokens = Tokens::ask(&self.credentials, &*client.transport, left).await?;
        Ok(self.seal(tokens)?)
    }

    /// Notes that the server refused what was asked for. Returns whether anything was.
    pub(crate) fn was_refused(&self) -> bool {
        self.tokens.refused(&self.credentials);
        !self.tokens.is_empty()
    }

    fn seal(&mut self, tokens: Tokens) -> Result<(), InvalidRequest> {
        self.sealed = auth::seal(&self.credentials, &tokens)?;
        self.tokens = tokens;
        if let Some(cookies) = cookies(&self.cookies, &self.sealed.cookies)? {
            self.sealed.headers.entry(COOKIE).or_insert(cookies);
        }
        Ok(())
    }

    /// The same request, for the events that come after one with the identifier `id`.
    pub(crate) fn after_event(mut self, id: &str) -> Self {
        if let Ok(value) = HeaderValue::from_bytes(id.as_bytes()) {
            self.headers.insert(LAST_EVENT_ID, value);
        }
        self
    }

    /// The request to `url`, which has the origin of the base URL.
    pub(crate) fn request(&self, url: &str) -> Result<Request<Body>, InvalidRequest> {
        let secrets = self
            .sealed
            .query
            .split('&')
            .filter(|pair| !has_name(url, pair));
        let url = secrets.fold(url.to_owned(), with_query);
        let mut request = Request::new(self.body.body());
        *request.method_mut() = self.method.clone();
        let headers = request.headers_mut();
        headers.reserve(self.headers.len() + self.sealed.headers.len());
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
        // What the caller set for this one call wins over what the client says.
        for (name, value) in &self.sealed.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        // The error of the parser has no address in it.
        *request.uri_mut() = url
            .try_into()
            .map_err(|e| InvalidRequest::because("the address cannot be sent", e))?;
        Ok(request)
    }
}

/// Headers of the caller's own that are credentials whatever their value.
const SECRETS: [HeaderName; 4] = [
    AUTHORIZATION,
    PROXY_AUTHORIZATION,
    COOKIE,
    HeaderName::from_static("x-api-key"),
];

/// Asks a server for the events after one (HTML, server-sent events, 9.2.4).
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

const PLAIN_HTTP: &str = "credentials are not sent over plain http: use an https base URL, or Client::builder().allow_http(true)";

fn method(name: &str) -> Result<Method, InvalidRequest> {
    Method::from_bytes(name.as_bytes()).map_err(|_| InvalidRequest::new("the method is not a word"))
}

/// All headers but those of credentials, taken out of the draft.
fn headers(draft: &mut Draft, client: &Inner) -> HeaderMap {
    let mut headers = std::mem::take(&mut draft.headers);
    if let Some(media_type) = &draft.media_type {
        headers
            .entry(CONTENT_TYPE)
            .or_insert_with(|| media_type.clone());
    }
    headers
        .entry(USER_AGENT)
        .or_insert_with(|| client.user_agent.clone());
    if draft.body.length() == Some(0) && matches!(draft.route.method, "POST" | "PUT" | "PATCH") {
        // Some servers answer 411 to one of these that says nothing about its length.
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    headers
}

/// One header for all cookies (RFC 6265, 5.4).
fn cookies(pairs: &[String], secret: &str) -> Result<Option<HeaderValue>, InvalidRequest> {
    let pairs = pairs.iter().map(String::as_str);
    let all = pairs.chain([secret]).filter(|pairs| !pairs.is_empty());
    let all: Vec<_> = all.collect();
    if all.is_empty() {
        return Ok(None);
    }
    let mut value = HeaderValue::try_from(all.join("; ")).map_err(|e| {
        InvalidRequest::because(
            "a cookie contains a character that a header cannot carry",
            e,
        )
    })?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// Adds encoded pairs to an address.
fn with_query(mut url: String, pairs: &str) -> String {
    if !pairs.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pairs);
    }
    url
}

/// Whether the query of `url` has the name of `pair` already: a server may repeat a request's query in its redirect.
fn has_name(url: &str, pair: &str) -> bool {
    fn name(pair: &str) -> Option<&str> {
        pair.split('=').next()
    }
    url.split_once('?')
        .is_some_and(|(_, query)| query.split('&').any(|there| name(there) == name(pair)))
}

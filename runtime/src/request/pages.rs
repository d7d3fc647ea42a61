//! A call that is made once for each page of a list: what of it is looked at and replaced.

use super::{Draft, path};
use crate::body::Body;
use crate::error::InvalidRequest;
use crate::model::Json;
use crate::query;
use url::form_urlencoded::parse;

impl Draft {
    /// The same once more. What is wrong with it is handed out the first time.
    pub(crate) fn again(&self) -> Result<Self, InvalidRequest> {
        let body = self.body.again().ok_or_else(|| {
            InvalidRequest::new("pages cannot be asked for with a body that is there only once")
        })?;
        Ok(Self {
            route: self.route,
            options: self.options,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            cookies: self.cookies.clone(),
            body,
            media_type: self.media_type.clone(),
            fault: None,
            faults: self.faults.clone(),
        })
    }

    /// What is wrong with it, once.
    pub(crate) fn take_fault(&mut self) -> Option<InvalidRequest> {
        self.fault.take()
    }

    /// Whether the call does no harm when it is made once for each page.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.route.safety.may_be_repeated()
    }

    /// All pairs of the query, those in the path template included, decoded.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        let fixed = self.route.path.split('#').next().unwrap_or_default();
        let fixed = fixed.split_once('?').map(|(_, pairs)| pairs);
        let set = self.query.iter().map(|(_, pairs)| pairs.as_str());
        let all = fixed.into_iter().chain(set);
        all.flat_map(|pairs| parse(pairs.as_bytes()).into_owned())
            .collect()
    }

    /// The path with its values.
    pub(crate) fn expanded_path(&self) -> Option<String> {
        path::expand(self.route.path, &self.path).ok()
    }

    /// Takes every pair of this name out of the query that was set.
    pub(crate) fn without_pair(&mut self, name: &str) {
        let other = |pair: &&str| {
            let mut pairs = parse(pair.as_bytes());
            pairs.next().is_none_or(|(found, _)| found != name)
        };
        for (_, pairs) in &mut self.query {
            let kept: Vec<&str> = pairs.split('&').filter(other).collect();
            *pairs = kept.join("&");
        }
    }

    /// The value at a pointer into the JSON body.
    pub(crate) fn in_body(&self, at: &str) -> Option<Json> {
        let body: Json = serde_json::from_slice(self.body.as_bytes()?).ok()?;
        body.pointer(at).cloned()
    }

    /// Sets the value at a pointer into the JSON body; objects on the way are made where there are none.
    pub(crate) fn set_in_body(&mut self, at: &str, value: Json) -> Result<(), InvalidRequest> {
        let wrong = || InvalidRequest::new("the body has no place for what names the page");
        let bytes = self.body.as_bytes().ok_or_else(wrong)?;
        let mut body = match bytes.is_empty() {
            true => Json::Null,
            false => serde_json::from_slice(bytes)
                .map_err(|error| InvalidRequest::because("the body is no JSON", error))?,
        };
        let mut place = &mut body;
        for token in at.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            if place.is_null() {
                *place = Json::Object(serde_json::Map::new());
            }
            let object = place.as_object_mut().ok_or_else(wrong)?;
            place = object.entry(token).or_insert(Json::Null);
        }
        *place = value;
        if self.media_type.is_none() {
            self.media_type = Some(http::HeaderValue::from_static(super::JSON));
        }
        self.body = Body::from(body.to_string());
        Ok(())
    }

    /// Adds a pair in place of those of this name.
    pub(crate) fn set_pair(&mut self, name: &str, value: &str) {
        self.without_pair(name);
        let mut pair = String::new();
        query::pair(&mut pair, name, value);
        self.query.push((name.to_owned(), pair));
    }
}

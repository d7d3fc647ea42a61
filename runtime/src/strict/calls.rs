//! The program of a generated crate that makes every call (`generate --emit-calls`): of values that come as JSON, against
//! a server on this machine.
//!
//! Whoever holds a client against a mock of its API feeds it on standard input, with a JSON object a line:
//!
//! ```json
//! {"call": "POST /calls application/json", "given": {"path id": "c-1", "query dry": true, "body": {"to": "x"}}}
//! ```
//!
//! `call` is the method, the path template and, of a call with a body, its media type. `given` has a value for each
//! parameter that is to be set, under its place and name. For each line the program prints one:
//!
//! | key | value |
//! |---|---|
//! | `call` | that of the line |
//! | `outcome` | `ok`; `refused`: a failure that the document has; `unexpected`: one it has not; `unreadable`: a success that is not as documented; `unsent`: refused before it was sent; `unfit`: the values given do not fit the types; `lost`: no answer |
//! | `status` | of the answer, if there is one |
//! | `reason` | the error, with its reasons |
//! | `body` | the answer's, where the outcome is not `ok` |

use crate::error::Error;
use crate::failure::Failures;
use crate::model::{self, Json, Upload, Value};
use crate::response::Response;
use serde_json::json;
use std::io::{BufRead, Write};
use std::pin::Pin;

type Source = Box<dyn std::error::Error>;

/// A call under way.
pub type UnderWay<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Unfit>> + 'a>>;

/// One call that can be made.
pub struct Row<C> {
    call: &'static str,
    make: for<'a> fn(&'a C, &'a Given) -> UnderWay<'a>,
}

impl<C> Row<C> {
    /// The call of this name, and what makes it.
    pub const fn of(
        call: &'static str,
        make: for<'a> fn(&'a C, &'a Given) -> UnderWay<'a>,
    ) -> Self {
        Self { call, make }
    }
}

/// The values of one call.
pub struct Given(Json);

/// Which value does not fit, and why.
pub struct Unfit(String);

impl Given {
    /// What is given at a place: `query limit`, `body`, `body file` for a field of the body.
    fn at(&self, place: &str) -> Option<&Json> {
        let own = self.0.get(place);
        own.or_else(|| self.0.get("body")?.get(place.strip_prefix("body ")?))
    }

    /// The value at `place`, if there is one: null is none.
    pub fn take<T: Value>(&self, place: &str) -> Result<Option<T>, Unfit> {
        let found = self.at(place).filter(|found| !found.is_null());
        found.map(|found| read(place, found)).transpose()
    }

    /// The value at `place`.
    pub fn need<T: Value>(&self, place: &str) -> Result<T, Unfit> {
        read(place, needed(place, self.at(place))?)
    }

    /// The text at `place`, as bytes to be sent; of what is no text, its JSON.
    pub fn text(&self, place: &str) -> Result<String, Unfit> {
        needed(place, self.at(place).map(text))
    }

    /// The file that a text at `place` makes, if there is one.
    pub fn upload(&self, place: &str) -> Result<Option<Upload>, Unfit> {
        Ok(self.at(place).map(file))
    }

    /// The file at `place`.
    pub fn need_upload(&self, place: &str) -> Result<Upload, Unfit> {
        needed(place, self.upload(place)?)
    }

    /// The files at `place`, if there are any.
    pub fn uploads(&self, place: &str) -> Result<Option<Vec<Upload>>, Unfit> {
        let all = self.at(place).and_then(Json::as_array);
        Ok(all.map(|all| all.iter().map(file).collect()))
    }

    /// The files at `place`.
    pub fn need_uploads(&self, place: &str) -> Result<Vec<Upload>, Unfit> {
        needed(place, self.uploads(place)?)
    }
}

fn read<T: Value>(place: &str, found: &Json) -> Result<T, Unfit> {
    model::from_json(found).map_err(|fault| Unfit(format!("{place}: {fault}")))
}

fn needed<T>(place: &str, value: Option<T>) -> Result<T, Unfit> {
    value.ok_or_else(|| Unfit(format!("{place}: missing")))
}

fn text(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn file(value: &Json) -> Upload {
    Upload::from(text(value).into_bytes())
}

/// What came of a call.
pub struct Outcome(Json);

impl Outcome {
    /// Of what a call gave.
    pub fn of<T, E: Failures>(result: Result<Response<T>, Error<E>>) -> Self {
        match result {
            Ok(response) => Self(json!({"outcome": "ok", "status": response.status().as_u16()})),
            Err(error) => Self(json!({
                "outcome": word(&error),
                "status": error.status().map(|status| status.as_u16()),
                "reason": format!("{error:#}"),
                "body": error.bytes().map(|bytes| String::from_utf8_lossy(bytes)),
            })),
        }
    }
}

fn word<E>(error: &Error<E>) -> &'static str {
    match error {
        Error::Api(_) => "refused",
        Error::UnexpectedStatus(_) => "unexpected",
        Error::Decode(_) | Error::Drift(_) | Error::Pages(_) => "unreadable",
        Error::InvalidRequest(_) | Error::RateLimit(_) | Error::Token(_) => "unsent",
        Error::Transport(_) | Error::Timeout(_) => "lost",
    }
}

/// The address in `CALLSMITH_MOCK_URL`.
///
/// # Errors
///
/// There is none, or it is that of another machine: calls of made-up values must reach nobody.
pub fn mock_url() -> Result<String, Source> {
    let url = std::env::var("CALLSMITH_MOCK_URL").map_err(|_| "set CALLSMITH_MOCK_URL")?;
    match is_here(&url) {
        true => Ok(url),
        false => Err(
            "CALLSMITH_MOCK_URL must be an address of this machine: http://127.0.0.1:...".into(),
        ),
    }
}

/// Names are not asked for: they lead wherever somebody says.
fn is_here(url: &str) -> bool {
    let url = url::Url::parse(url).ok();
    url.is_some_and(|url| match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        _ => false,
    })
}

/// Makes the calls on standard input, one after the other, and prints what came of each.
///
/// # Errors
///
/// A line that is no JSON.
pub async fn run<C>(client: &C, rows: &[Row<C>]) -> Result<(), Source> {
    for line in std::io::stdin().lock().lines() {
        let mut line: Json = serde_json::from_str(&line?)?;
        let given = Given(line["given"].take());
        let call = line["call"].as_str().unwrap_or_default();
        let row = rows.iter().find(|row| row.call == call);
        let came = match row {
            Some(row) => (row.make)(client, &given).await,
            None => Err(Unfit("there is no such call".to_owned())),
        };
        let mut came = match came {
            Ok(Outcome(came)) => came,
            Err(Unfit(reason)) => json!({"outcome": "unfit", "reason": reason}),
        };
        came["call"] = call.into();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{came}")?;
        out.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_values_reach_this_machine_only() {
        for url in [
            "http://127.0.0.1:4010",
            "http://127.8.0.1/v1",
            "http://[::1]:80/",
        ] {
            assert!(is_here(url), "{url}");
        }
        for url in [
            "https://api.example.com",
            "http://localhost:4010",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "http://10.0.0.1",
            "127.0.0.1:4010",
            "",
        ] {
            assert!(!is_here(url), "{url}");
        }
    }

    #[test]
    fn values_by_place() {
        let given = Given(json!({
            "query limit": 5, "query none": null, "query limit of": "x", "body": {"to": "x", "files": ["a", "b"]},
        }));
        assert!(matches!(given.take::<i64>("query limit"), Ok(Some(5))));
        assert!(matches!(given.take::<i64>("query none"), Ok(None)));
        assert!(matches!(given.take::<String>("body to"), Ok(Some(to)) if to == "x"));
        assert!(matches!(given.uploads("body files"), Ok(Some(files)) if files.len() == 2));
        let told = |unfit: Unfit| unfit.0;
        assert_eq!(
            given.need::<i64>("body cc").map_err(told),
            Err("body cc: missing".to_owned())
        );
        let fault = given
            .need::<i64>("body to")
            .map_err(told)
            .expect_err("a text");
        assert!(fault.starts_with("body to: "), "{fault}");
    }
}

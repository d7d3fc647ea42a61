//! What a server reports of its limit: `x-ratelimit-*`, `ratelimit-*`, and the `RateLimit` fields of the IETF drafts.

use http::HeaderMap;
use http::header::DATE;
use std::time::{Duration, SystemTime};

/// A server's limit of requests, as the headers of an answer report it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimitStatus {
    /// How many requests a period has.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// How long after the answer they are all there again.
    pub reset: Option<Duration>,
}

impl RateLimitStatus {
    /// `received` is when the answer came, for resets that are given as a time.
    pub(crate) fn of(headers: &HeaderMap, received: SystemTime) -> Option<Self> {
        let single = Self::of_pairs(headers);
        let field = |part: &str| {
            let names = [format!("ratelimit-{part}"), format!("x-ratelimit-{part}")];
            names
                .iter()
                .find_map(|name| first_number(text(headers, name)?))
        };
        let status = Self {
            limit: single.limit.or_else(|| field("limit")),
            remaining: single.remaining.or_else(|| field("remaining")),
            reset: single
                .reset
                .or_else(|| Some(reset(field("reset")?, headers, received))),
        };
        (status != Self::default()).then_some(status)
    }

    /// `RateLimit: limit=100, remaining=50, reset=5`, or `RateLimit: "default";r=50;t=5` with
    /// `RateLimit-Policy: "default";q=100;w=60`.
    fn of_pairs(headers: &HeaderMap) -> Self {
        let pairs = |header| text(headers, header).unwrap_or_default().split([',', ';']);
        let find = |header, names: [&str; 2]| {
            pairs(header).find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                names.contains(&name.trim()).then(|| first_number(value))?
            })
        };
        Self {
            limit: find("ratelimit", ["limit", "q"])
                .or_else(|| find("ratelimit-policy", ["limit", "q"])),
            remaining: find("ratelimit", ["remaining", "r"]),
            reset: find("ratelimit", ["reset", "t"]).map(Duration::from_secs),
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Of `100, 100;w=60` the first one.
fn first_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

/// Seconds from now, or a time in seconds or milliseconds since 1970: nobody's period takes thirty years.
fn reset(number: u64, headers: &HeaderMap, received: SystemTime) -> Duration {
    let since_1970 = match number {
        ..1_000_000_000 => return Duration::from_secs(number),
        1_000_000_000..1_000_000_000_000 => Duration::from_secs(number),
        _ => Duration::from_millis(number),
    };
    let date = text(headers, DATE.as_str()).and_then(|text| httpdate::parse_http_date(text).ok());
    let now = date.unwrap_or(received);
    let now = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    since_1970.saturating_sub(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    #[track_caller]
    fn check(pairs: &[(&'static str, &'static str)], expected: [Option<u64>; 3]) {
        let headers = pairs.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        let received = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
        let status = RateLimitStatus::of(&headers.collect(), received);
        let [limit, remaining, reset] = expected;
        let expected = RateLimitStatus {
            limit,
            remaining,
            reset: reset.map(Duration::from_secs),
        };
        assert_eq!(status.unwrap_or_default(), expected);
        assert_eq!(status.is_none(), expected == RateLimitStatus::default());
    }

    #[test]
    fn one_header_for_each() {
        let all = [Some(100), Some(7), Some(30)];
        check(
            &[
                ("x-ratelimit-limit", "100"),
                ("x-ratelimit-remaining", "7"),
                ("x-ratelimit-reset", "30"),
            ],
            all,
        );
        check(
            &[
                ("ratelimit-limit", "100, 100;w=60"),
                ("ratelimit-remaining", "7"),
                ("ratelimit-reset", "30"),
            ],
            all,
        );
        check(&[("x-ratelimit-remaining", "0")], [None, Some(0), None]);
    }

    #[test]
    fn one_header_for_all() {
        let all = [Some(100), Some(7), Some(30)];
        check(&[("ratelimit", "limit=100, remaining=7, reset=30")], all);
        check(
            &[
                ("ratelimit", "\"default\";r=7;t=30"),
                ("ratelimit-policy", "\"default\";q=100;w=60"),
            ],
            all,
        );
    }

    #[test]
    fn a_reset_may_be_a_time() {
        check(
            &[("x-ratelimit-reset", "2000000030")],
            [None, None, Some(30)],
        );
        check(
            &[("x-ratelimit-reset", "2000000030000")],
            [None, None, Some(30)],
        );
        check(
            &[("x-ratelimit-reset", "1999999999")],
            [None, None, Some(0)],
        );
        check(
            &[
                ("x-ratelimit-reset", "2000000030"),
                ("date", "Wed, 18 May 2033 03:33:40 GMT"),
            ],
            [None, None, Some(10)],
        );
    }

    #[test]
    fn nonsense_says_nothing() {
        check(&[], [None; 3]);
        check(
            &[
                ("x-ratelimit-limit", "many"),
                ("x-ratelimit-remaining", "-1"),
                ("ratelimit", "soon"),
            ],
            [None; 3],
        );
        check(
            &[("ratelimit-limit", "99999999999999999999999999")],
            [None; 3],
        );
    }
}

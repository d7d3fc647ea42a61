//! How long a server asks to wait: `retry-after-ms`, and `Retry-After` in its two forms (RFC 9110, 10.2.3).

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// What the headers of an answer ask for; `received` is when it came, for dates without a `Date` beside them.
pub(crate) fn asked(headers: &HeaderMap, received: SystemTime) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let exact = text("retry-after-ms").and_then(|text| number(text, 0.001));
    exact.or_else(|| {
        let text = text(RETRY_AFTER.as_str())?;
        number(text, 1.0).or_else(|| until(text, headers, received))
    })
}

/// Digits, and a fraction, which some servers send.
fn number(text: &str, unit: f64) -> Option<Duration> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    // Longer than a `Duration` is longer than anybody waits.
    Some(Duration::try_from_secs_f64(number * unit).unwrap_or(Duration::MAX))
}

/// From the server's own time, where it says it: its clock may differ from ours.
fn until(text: &str, headers: &HeaderMap, received: SystemTime) -> Option<Duration> {
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    let now = headers
        .get(DATE)
        .and_then(|value| date(value.to_str().ok()?))
        .unwrap_or(received);
    Some(date(text)?.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    /// 2033-05-18, 03:33:20.
    fn received() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000)
    }

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], millis: Option<u64>) {
        let pair = |(name, value): &(&'static str, &str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).expect("a header"),
            )
        };
        let headers = headers.iter().map(pair).collect();
        assert_eq!(
            asked(&headers, received()),
            millis.map(Duration::from_millis)
        );
    }

    #[test]
    fn seconds() {
        check(&[], None);
        check(&[("retry-after", "0")], Some(0));
        check(&[("retry-after", " 7 ")], Some(7_000));
        check(&[("retry-after", "1.5")], Some(1_500));
    }

    #[test]
    fn milliseconds_are_more_exact() {
        check(&[("retry-after-ms", "250")], Some(250));
        check(
            &[("retry-after", "1"), ("retry-after-ms", "250")],
            Some(250),
        );
        check(
            &[("retry-after", "1"), ("retry-after-ms", "soon")],
            Some(1_000),
        );
    }

    #[test]
    fn dates() {
        let date = |text| [("retry-after", text)];
        check(&date("Wed, 18 May 2033 03:33:50 GMT"), Some(30_000));
        check(&date("Wednesday, 18-May-33 03:33:50 GMT"), Some(30_000));
        check(&date("Wed May 18 03:33:50 2033"), Some(30_000));
        check(&date("Wed, 18 May 2033 03:33:00 GMT"), Some(0));
        let skewed = [
            ("retry-after", "Wed, 18 May 2033 03:33:50 GMT"),
            ("date", "Wed, 18 May 2033 03:33:40 GMT"),
        ];
        check(&skewed, Some(10_000));
        let broken = [
            ("retry-after", "Wed, 18 May 2033 03:33:50 GMT"),
            ("date", "x"),
        ];
        check(&broken, Some(30_000));
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        for text in [
            "", "-1", "soon", "1e3", "+5", "inf", "nan", "1.2.3", ".", "5s", "ä",
        ] {
            let value = HeaderValue::from_bytes(text.as_bytes()).expect("a header");
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value)]);
            assert_eq!(asked(&headers, received()), None, "{text}");
        }
    }

    #[test]
    fn for_ever_is_for_ever() {
        let digits = "9".repeat(40);
        let headers = HeaderMap::from_iter([(
            RETRY_AFTER,
            HeaderValue::from_str(&digits).expect("a header"),
        )]);
        assert_eq!(asked(&headers, received()), Some(Duration::MAX));
    }
}

//! Which redirects are followed: to the same origin, for what only reads, five at most.
//!
//! Other clients follow more and strip `Authorization` only: `X-API-Key` and a key in the query would reach a stranger.

use crate::route::{Route, Safety};
use http::header::LOCATION;
use http::{HeaderMap, StatusCode, Uri};
use url::Url;

/// How often in a row.
pub(crate) const LIMIT: usize = 5;

/// The address to go on to from `url`, if the answer is a redirect that is followed.
pub(crate) fn target(
    route: &Route,
    url: &str,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<String> {
    let redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    // An idempotency key is for one address.
    let twice = matches!(route.safety, Safety::Safe | Safety::Idempotent);
    if !redirect || !matches!(route.method, "GET" | "HEAD") || !twice {
        return None;
    }
    let location = std::str::from_utf8(headers.get(LOCATION)?.as_bytes()).ok()?;
    let from = Url::parse(url).ok()?;
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    let plain = to.username().is_empty() && to.password().is_none();
    // One that no request can carry is found out here: by then a request has been sent.
    let sendable = to.as_str().parse::<Uri>().is_ok();
    (plain && sendable && to.origin() == from.origin()).then(|| to.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const FROM: &str = "https://api.example.com/v1/calls?page=2";

    fn follow(route: &Route, status: u16, location: &'static str) -> Option<String> {
        let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]);
        target(
            route,
            FROM,
            StatusCode::from_u16(status).expect("a status"),
            &headers,
        )
    }

    #[test]
    fn the_same_origin_is_followed() {
        let get = Route::get("/v1/calls");
        let check =
            |location, to: &str| assert_eq!(follow(&get, 307, location).as_deref(), Some(to));
        check("/v2/calls", "https://api.example.com/v2/calls");
        check("list?page=2", "https://api.example.com/v1/list?page=2");
        check("?page=3", "https://api.example.com/v1/calls?page=3");
        check(
            "https://API.example.com:443/x#top",
            "https://api.example.com/x",
        );
        check("//api.example.com/x", "https://api.example.com/x");
        for status in [301, 302, 303, 308] {
            assert!(follow(&get, status, "/x").is_some());
        }
    }

    #[test]
    fn another_origin_is_not() {
        let get = Route::get("/v1/calls");
        for location in [
            "http://api.example.com/x",
            "https://api.example.com:8443/x",
            "https://evil.example.com/x",
            "//evil.example.com/x",
            "https://api.example.com@evil.example.com/x",
            "https://me@api.example.com/x",
            "\\\\evil.example.com/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
        ] {
            assert_eq!(follow(&get, 302, location), None, "{location}");
        }
    }

    #[test]
    fn only_what_reads_is_sent_again() {
        for route in [
            Route::post("/x"),
            Route::put("/x"),
            Route::delete("/x"),
            Route::get("/x").safety(Safety::Unsafe),
            Route::get("/x").keyed("Idempotency-Key"),
        ] {
            assert_eq!(follow(&route, 307, "/y"), None, "{route:?}");
        }
        assert_eq!(follow(&Route::get("/x"), 304, "/y"), None);
        assert_eq!(follow(&Route::get("/x"), 200, "/y"), None);
        assert!(follow(&Route::head("/x"), 302, "/y").is_some());
    }
}

//! Addresses of the next page: the header `Link` (RFC 8288), and what is taken of an address.

use super::place::Pairs;
use http::HeaderMap;
use http::header::LINK;
use percent_encoding::percent_decode_str;
use url::form_urlencoded;

/// The address with `rel="next"`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(LINK).into_iter();
    let texts = lines.filter_map(|line| line.to_str().ok());
    texts
        .flat_map(links)
        .find(|link| link.next)
        .map(|link| link.target)
}

struct Link {
    target: String,
    /// Whether it is the page after this one, and not that of something else (`anchor`).
    next: bool,
}

/// RFC 8288, 3: `<target>; name=value; name="value", <target> ...`. What cannot be read ends the list.
fn links(mut text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    while let Some((target, rest)) = text
        .trim_start_matches([' ', '\t', ','])
        .strip_prefix('<')
        .and_then(|rest| rest.split_once('>'))
    {
        let (params, rest) = params(rest);
        let get = |name: &str| params.iter().find(|(found, _)| found == name);
        let rel = get("rel").is_some_and(|(_, rel)| is_next(rel));
        links.push(Link {
            target: target.to_owned(),
            next: rel && get("anchor").is_none(),
        });
        text = rest;
    }
    links
}

/// Relation types are words between spaces, in any case (RFC 8288, 2.1.1).
fn is_next(rel: &str) -> bool {
    rel.split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case("next"))
}

/// The parameters that begin `text`, with their names in small letters, and what comes after them.
fn params(mut text: &str) -> (Pairs, &str) {
    let mut params = Vec::new();
    while let Some(rest) = text.trim_start().strip_prefix(';') {
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let (value, rest) = match rest.strip_prefix('=') {
            Some(rest) => value(rest.trim_start()),
            None => (String::new(), rest),
        };
        params.push((name.trim().to_ascii_lowercase(), value));
        text = rest;
    }
    (params, text)
}

/// A word, or a text in quotes in which `\` stands before what is meant as it is.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        return (word.trim().to_owned(), rest);
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, c) in quoted.char_indices() {
        match (c, escaped) {
            ('"', false) => return (value, &quoted[at + 1..]),
            ('\\', false) => escaped = true,
            _ => {
                value.push(c);
                escaped = false;
            }
        }
    }
    (value, "")
}

/// The query of an address, if it has one.
pub(super) fn query(address: &str) -> Option<Pairs> {
    let (_, query) = plain(address).split_once('?')?;
    let pairs = form_urlencoded::parse(query.as_bytes());
    Some(pairs.into_owned().collect()).filter(|pairs: &Pairs| !pairs.is_empty())
}

/// Whether an address may be that of an operation with this path. A server may call a thing by its number in place of
/// its name, or stand behind a gateway: the last segment alone must be the same, if there is one.
pub(super) fn is_of(path: &str, address: &str) -> bool {
    let address = plain(address).split('?').next().unwrap_or_default();
    let after = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |begin| &rest[begin..]),
        None => address,
    };
    let last = |path: &str| {
        let segment = path.trim_end_matches('/').rsplit('/').next();
        percent_decode_str(segment.unwrap_or_default())
            .decode_utf8_lossy()
            .into_owned()
    };
    let path = path.split('?').next().unwrap_or_default();
    address.is_empty() || last(path).is_empty() || last(after) == last(path)
}

fn plain(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[track_caller]
    fn check(lines: &[&'static str], expected: Option<&str>) {
        let line = |line: &&'static str| (LINK, HeaderValue::from_static(line));
        let mut headers = HeaderMap::new();
        headers.extend(lines.iter().map(line));
        for (name, value) in lines.iter().skip(1).map(line) {
            headers.append(name, value);
        }
        assert_eq!(next(&headers).as_deref(), expected, "{lines:?}");
    }

    #[test]
    fn the_next_link_is_found() {
        check(&[], None);
        check(&[r#"<https://a/?p=2>; rel="next""#], Some("https://a/?p=2"));
        check(
            &[r#"<?p=1>; rel="first prev", <?p=3>; title="a, \"b\"; rel=x"; REL="last Next""#],
            Some("?p=3"),
        );
        check(&["<?a=1,2;3>;rel=next;x"], Some("?a=1,2;3"));
        check(&["<?p=1>; rel=prev", "<?p=3> ; rel = next"], Some("?p=3"));
        check(&[r#"<?p=2>; rel="next"; anchor="/other""#], None);
        check(&[r#"<?p=2>; rel="nextpage""#], None);
        check(&[r#"<?p=2>; rel="prev"; rel="next""#], None);
        check(&["?p=2; rel=next"], None);
        check(&["<?p=2; rel=next"], None);
        check(&[r#"<?p=2>; rel="next"#], Some("?p=2"));
    }

    #[test]
    fn of_an_address_the_query_is_taken() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            query("https://a/x?b=c%26d&e=f+g#h?i"),
            Some(vec![pair("b", "c&d"), pair("e", "f g")])
        );
        assert_eq!(query("?b"), Some(vec![pair("b", "")]));
        for none in ["https://a/x", "/x#?p=2", "", "?"] {
            assert_eq!(query(none), None, "{none}");
        }
    }

    #[test]
    fn an_address_may_have_another_path_but_not_another_end() {
        for fits in [
            "?p=2",
            "/v1/calls?p=2",
            "http://inner:8080/calls/?p=2",
            "https://api.example.com/teams/7/c%61lls",
            "calls?next=/other",
        ] {
            assert!(is_of("/v1/calls/", fits), "{fits}");
        }
        for other in [
            "/v1/calls/more?p=2",
            "https://calls?p=2/x",
            "https://a.example/?p=2",
        ] {
            assert!(!is_of("/v1/calls", other), "{other}");
        }
    }
}

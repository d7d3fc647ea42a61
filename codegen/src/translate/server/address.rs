//! URLs of servers as text: they may hold placeholders, which no parser of URLs takes.

/// The URL without a slash at its end, in one of three forms: with a scheme, with a placeholder for it in front, or a path
/// on a host that the document leaves open. `document`: where the document is published, to which it is relative.
pub(super) fn resolved(url: &str, document: Option<&str>) -> String {
    let url = url.trim();
    let open = url.contains("://") || url.starts_with('{') || looks_like_host(url);
    let url = match (open, document) {
        (true, _) => url.to_owned(),
        (false, Some(document)) => joined(document, url),
        (false, None) if url.starts_with("//") => format!("https:{url}"),
        (false, None) => {
            let path = url.trim_start_matches("../").trim_start_matches("./");
            format!("/{}", path.trim_start_matches('/'))
        }
    };
    match url.trim_end_matches('/') {
        // A scheme and nothing else: what is wrong with it is seen by it.
        scheme if scheme.ends_with(':') => url,
        short => short.to_owned(),
    }
}

/// Whether it begins with a name that has dots, as hosts have: `api.example.com/v1`.
fn looks_like_host(url: &str) -> bool {
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    first.contains('.') && !first.starts_with('.')
}

/// A relative reference on the address of the document (RFC 3986, 5.2, without queries).
fn joined(document: &str, url: &str) -> String {
    let begin = document.find("://").map_or(0, |at| at + 3);
    let end = document[begin..].find('/').map(|at| begin + at);
    let (origin, path) = document.split_at(end.unwrap_or(document.len()));
    if let Some(host) = url.strip_prefix("//") {
        let scheme = document.split("//").next().unwrap_or_default();
        return format!("{scheme}//{host}");
    }
    if url.starts_with('/') {
        return format!("{origin}{url}");
    }
    let mut folder: Vec<&str> = path.split('/').collect();
    folder.pop();
    for step in url.split('/') {
        match step {
            "." => {}
            ".." if folder.len() > 1 => drop(folder.pop()),
            ".." => {}
            step => folder.push(step),
        }
    }
    format!("{origin}{}", folder.join("/"))
}

/// Whether a URL without placeholders can be called, or why not.
pub(super) fn complete(url: &str) -> Result<(), &'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err("it does not begin with `https://`");
    };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err("it is neither `https` nor `http`");
    }
    let host = rest.split('/').next().unwrap_or_default();
    if rest.contains(['{', '}']) {
        return Err("it still has a placeholder");
    }
    if host.is_empty() || host.starts_with(':') {
        return Err("it has no host");
    }
    if rest.contains(['?', '#', '@', '\\', '<', '>', '"']) || rest.contains(char::is_whitespace) {
        return Err("it holds a character that the address of a server cannot have");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_found_from_where_the_document_is() {
        let check = |url, document, expected: &str| assert_eq!(resolved(url, document), expected);
        check("https://a.example/v1/", None, "https://a.example/v1");
        check("{origin}/v1", None, "{origin}/v1");
        check("", None, "");
        check("/", None, "");
        check("v1", None, "/v1");
        check("./v1", None, "/v1");
        check("//a.example", None, "https://a.example");
        check("api.example.com/v1", None, "api.example.com/v1");
        let document = Some("https://d.example/api/openapi.yaml");
        check("", document, "https://d.example/api");
        check("/", document, "https://d.example");
        check("v1", document, "https://d.example/api/v1");
        check("../v2/{x}", document, "https://d.example/v2/{x}");
        check("../../v2", document, "https://d.example/v2");
        check("//a.example", document, "https://a.example");
        check("/v1", Some("http://d.example"), "http://d.example/v1");
    }

    #[test]
    fn what_cannot_be_called_is_known() {
        for url in [
            "https://a.example",
            "HTTP://localhost:8080/v1",
            "https://[::1]:80/x",
        ] {
            assert_eq!(complete(url), Ok(()), "{url}");
        }
        for url in [
            "api.example.com",
            "wss://a.example",
            "https://",
            "https://:80",
            "https:///v1",
            "https://{x}.example",
            "https://me@a.example",
            "https://a.example/?x=1",
            "https://a example",
        ] {
            assert!(complete(url).is_err(), "{url}");
        }
    }
}

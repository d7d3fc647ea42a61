use super::*;

#[track_caller]
fn becomes(pattern: &str, translated_: &str) {
    assert_eq!(translated(pattern).as_deref(), Ok(translated_), "{pattern}");
}

#[track_caller]
fn refused(pattern: &str, why: Unsupported) {
    assert_eq!(translated(pattern), Err(why), "{pattern}");
}

/// Which texts a pattern is found in, by what ECMA-262 says.
#[track_caller]
fn matches(pattern: &str, yes: &[&str], no: &[&str]) {
    let text = translated(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}"));
    let regex = regex_lite::Regex::new(&text).expect("it compiles");
    for text in yes {
        assert!(regex.is_match(text), "{pattern} as {regex} in {text:?}");
    }
    for text in no {
        assert!(
            !regex.is_match(text),
            "{pattern} as {regex} not in {text:?}"
        );
    }
}

#[test]
fn most_patterns_stay_as_they_are() {
    for pattern in [
        "^[a-z0-9_]{3,32}$",
        "^https?://",
        r"^\+[1-9][0-9]{1,14}$",
        "^(?:a|b)*?c+$",
        "^#[0-9A-Fa-f]{6}$",
    ] {
        becomes(pattern, pattern);
    }
}

#[test]
fn what_is_written_otherwise() {
    becomes(r"\d+", "[0-9]+");
    becomes(r"^[\w.-]+@x$", r"^[0-9A-Za-z_.\x{2D}]+@x$");
    becomes(r"a\/b\-c", "a/b-c");
    becomes("(?<year>[0-9]{4})", "(?:[0-9]{4})");
    becomes("^{a}$", r"^\{a\}$");
    becomes(r"[\]\[^]", r"[\x{5D}\x{5B}\x{5E}]");
}

#[test]
fn what_means_something_else_elsewhere() {
    // Classes are ASCII, but for white space.
    matches(r"^\d$", &["7"], &["\u{663}"]);
    matches(r"^\w$", &["a", "_"], &["ä", "-"]);
    matches(
        r"^\s$",
        &[" ", "\u{B}", "\u{A0}", "\u{FEFF}", "\u{2028}"],
        &["a", "\u{85}"],
    );
    matches(r"^\S$", &["a", "\u{85}"], &[" ", "\u{A0}"]);
    matches(
        r"^[\S]$",
        &["a", "\u{85}", "ü"],
        &[" ", "\u{A0}", "\u{3000}"],
    );
    matches(r"^[\s\S]+$", &["a\n b"], &[""]);
    matches(r"^[\D]$", &["a", ":", "ü"], &["0", "9"]);
    matches(r"^[\W]$", &["-", "[", "ü"], &["a", "Z", "_", "5"]);
    // No line end is skipped, at the end or by a dot.
    matches("^a$", &["a"], &["a\n", "\na", "b\na"]);
    matches("^.$", &["a", "\u{85}", "😀"], &["\n", ""]);
    matches("b", &["abc"], &["ac"]);
    matches(r"\bcat\b", &["a cat"], &["concat"]);
    matches(r"^[\b]$", &["\u{8}"], &["b"]);
    matches(
        r"^\u00e4\xe4\u{1F600}\uD83D\uDE00\0$",
        &["ää😀😀\0"],
        &["ää"],
    );
    matches(r"^[a-]$", &["a", "-"], &["b"]);
    matches(r"^[\d-x]$", &["1", "-", "x"], &["a"]);
    matches("^[a&&b~~c]$", &["a", "&", "b", "~"], &["d"]);
    matches("^[[a]$", &["[", "a"], &["]"]);
    matches("^a{2}b{1,}c{0,2}$", &["aabc"], &["abc"]);
    matches("^x{a}$", &["x{a}"], &["x"]);
    matches(r"^a\.b\$$", &["a.b$"], &["axb$"]);
    matches("^]$", &["]"], &[""]);
}

#[test]
fn what_is_not_checked() {
    refused("^(?!a)b", Unsupported::LookAround);
    refused("(?=a)", Unsupported::LookAround);
    refused("(?<=a)b", Unsupported::LookAround);
    refused("(?<!a)b", Unsupported::LookAround);
    refused(r"(a)\1", Unsupported::BackReference);
    refused(r"(?<n>a)\k<n>", Unsupported::BackReference);
    refused(r"^\p{L}+$", Unsupported::Properties);
    refused(r"[\P{L}]", Unsupported::Properties);
    refused(r"\uD83D", Unsupported::Surrogate);
    refused("/^[a-z]+$/", Unsupported::Slashes);
    refused("/^[a-z]+$/i", Unsupported::Slashes);
    refused("(?i)abc", Unsupported::OtherDialect);
    refused("(?>a)", Unsupported::OtherDialect);
    refused("(?P<n>a)", Unsupported::OtherDialect);
    refused(r"\Aabc\z", Unsupported::OtherDialect);
    refused("[[:alpha:]]", Unsupported::OtherDialect);
    refused("[]", Unsupported::OtherDialect);
    refused("[^]", Unsupported::OtherDialect);
    refused("a{,5}", Unsupported::OtherDialect);
    refused("a++", Unsupported::Malformed);
    refused("a**", Unsupported::Malformed);
    refused("+1", Unsupported::Malformed);
    refused("(", Unsupported::Malformed);
    refused(")", Unsupported::Malformed);
    refused("[a", Unsupported::Malformed);
    refused("[z-a]", Unsupported::Malformed);
    refused("\\", Unsupported::Malformed);
    refused(r"\x1", Unsupported::Malformed);
    refused("a{5,2}", Unsupported::Malformed);
    refused("((a{1,999}){1,999}){1,999}", Unsupported::Malformed);
    refused(&"(".repeat(100_000), Unsupported::Malformed);
}

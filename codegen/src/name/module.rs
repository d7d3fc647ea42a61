//! Names of modules, which are names of files as well.

use super::{Case, ident};

/// Longer names are cut: file systems have limits.
const MOST: usize = 60;

/// Names of files that Windows does not give away, and one that Rust would look for elsewhere.
const NOT_FILES: &[&str] = &["aux", "con", "mod", "nul", "prn"];

/// `text` as the name of a module: lower-case ASCII, no keyword, a file on every system. Different texts may get
/// the same name.
pub fn module(text: &str) -> String {
    let words = ident::part(text, Case::Value);
    let cut = words.get(..MOST).unwrap_or(&words).trim_end_matches('_');
    if cut.is_empty() {
        return "other".to_owned();
    }
    let made = ident::ident(cut, Case::Value);
    let port = made
        .strip_prefix("com")
        .or(made.strip_prefix("lpt"))
        .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit());
    match made.strip_prefix("r#") {
        Some(keyword) => format!("{keyword}_all"),
        None if port || NOT_FILES.contains(&made.as_str()) => format!("{made}_all"),
        None => made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_files_everywhere() {
        let cases = [
            ("Porting Orders", "porting_orders"),
            ("../x", "x"),
            ("a/b\\c", "a_b_c"),
            ("mod", "mod_all"),
            ("CON", "con_all"),
            ("com1", "com1_all"),
            ("type", "type_all"),
            ("self", "self_value"),
            ("2fa", "v2fa"),
            ("", "other"),
            ("_", "underscore"),
            ("日本", "ri_ben"),
            ("Rufnummern für alle", "rufnummern_fur_alle"),
        ];
        for (text, name) in cases {
            assert_eq!(module(text), name, "{text:?}");
        }
        let long = module(&"calls and numbers ".repeat(40));
        assert!(long.len() <= MOST && long.is_ascii(), "{long}");
    }
}

//! Words that are written with capitals inside them.

use super::Case;

/// `(as it is written, as one word)`: otherwise `OAuth2` would become `o_auth2`.
const KNOWN: &[(&str, &str)] = &[
    ("DDoS", "ddos"),
    ("DevOps", "devops"),
    ("ETag", "etag"),
    ("GitHub", "github"),
    ("GitLab", "gitlab"),
    ("GraphQL", "graphql"),
    ("IPv", "ipv"),
    ("IaaS", "iaas"),
    ("IoT", "iot"),
    ("JavaScript", "javascript"),
    ("LinkedIn", "linkedin"),
    ("MySQL", "mysql"),
    ("NoSQL", "nosql"),
    ("OAuth", "oauth"),
    ("PaaS", "paas"),
    ("PayPal", "paypal"),
    ("PostgreSQL", "postgresql"),
    ("SaaS", "saas"),
    ("VoIP", "voip"),
    ("WhatsApp", "whatsapp"),
    ("WiFi", "wifi"),
    ("YouTube", "youtube"),
    ("eSIM", "esim"),
    ("iOS", "ios"),
    ("iPad", "ipad"),
    ("iPhone", "iphone"),
    ("mTLS", "mtls"),
    ("macOS", "macos"),
];

/// `text` with the capitals inside of well-known words, and in plurals of acronyms, made small. In types, words that
/// begin with a capital read well as they are.
pub(super) fn known(text: &str, case: Case) -> String {
    // Every word of the table has a capital.
    if !text.contains(|c: char| c.is_ascii_uppercase()) {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (written, word) in KNOWN {
        let is_meant = case == Case::Value || written.starts_with(|c: char| c.is_lowercase());
        if is_meant && out.contains(written) {
            out = joined(&out, written, word);
        }
    }
    plurals(&out)
}

/// `text` with every `written` that stands as a word of its own replaced by `word`, which begins as a word should.
fn joined(text: &str, written: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(written) {
        let (before, behind) = (&rest[..at], &rest[at + written.len()..]);
        out += before;
        let begins = match written.starts_with(|c: char| c.is_lowercase()) {
            true => !out.ends_with(|c: char| c.is_ascii_alphabetic()),
            false => !out.ends_with(|c: char| c.is_ascii_uppercase()),
        };
        let ends = !behind.starts_with(|c: char| c.is_ascii_lowercase());
        match begins && ends {
            // `userOAuth`: the word must not grow together with the one before it.
            true if out.ends_with(|c: char| c.is_ascii_alphanumeric()) => out = out + " " + word,
            true => out += word,
            false => out += written,
        }
        rest = behind;
    }
    out + rest
}

/// `userIDs` as `userIds`: otherwise the words would be `user`, `I` and `Ds`.
fn plurals(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    for end in 0..out.len() {
        let run = (out[..end].iter().rev())
            .take_while(|c| c.is_ascii_uppercase())
            .count();
        let ends_word = out.get(end + 1).is_none_or(|next| !next.is_lowercase());
        if out[end] == 's' && run >= 2 && ends_word {
            out[end - run + 1..end]
                .iter_mut()
                .for_each(|c| c.make_ascii_lowercase());
        }
    }
    out.into_iter().collect()
}

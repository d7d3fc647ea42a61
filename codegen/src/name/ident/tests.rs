use super::*;

fn check(text: &str, ty: &str, value: &str) {
    let made = (ident(text, Case::Type), ident(text, Case::Value));
    assert_eq!((made.0.as_str(), made.1.as_str()), (ty, value), "{text:?}");
}

#[test]
fn words() {
    check("_id", "Id", "id");
    check("phoneNumber", "PhoneNumber", "phone_number");
    check("phone-number", "PhoneNumber", "phone_number");
    check("Phone Number", "PhoneNumber", "phone_number");
    check("com.example.Foo", "ComExampleFoo", "com_example_foo");
    check("Page[User]", "PageUser", "page_user");
    check("List<Foo>", "ListFoo", "list_foo");
    check("Response_User_", "ResponseUser", "response_user");
    check("deepgram/nova-3", "DeepgramNova3", "deepgram_nova_3");
    check("xai/stt-1", "XaiStt1", "xai_stt_1");
    check("gpt-4.1", "Gpt4_1", "gpt_4_1");
    check("address2Line", "Address2Line", "address2_line");
}

#[test]
fn acronyms() {
    check(
        "HTTPValidationError",
        "HttpValidationError",
        "http_validation_error",
    );
    check("userIDs", "UserIds", "user_ids");
    check("IDs", "Ids", "ids");
    check("callbackURLs", "CallbackUrls", "callback_urls");
    check("OAuth2", "OAuth2", "oauth2");
    check("userOAuthToken", "UserOAuthToken", "user_oauth_token");
    check("IPv4", "IPv4", "ipv4");
    check(
        "publicIPv6Address",
        "PublicIPv6Address",
        "public_ipv6_address",
    );
    check("iOS", "Ios", "ios");
    check("WhatsAppNumber", "WhatsAppNumber", "whatsapp_number");
    check("WhatsApply", "WhatsApply", "whats_apply");
}

#[test]
fn keywords_and_nothing() {
    check("type", "Type", "r#type");
    check("gen", "Gen", "r#gen");
    check("async", "Async", "r#async");
    check("self", "SelfValue", "self_value");
    check("Self", "SelfValue", "self_value");
    check("crate", "Crate", "crate_value");
    check("super", "Super", "super_value");
    check("", "Empty", "empty");
    check("_", "Underscore", "underscore");
}

#[test]
fn digits_and_symbols() {
    check("1", "V1", "v1");
    check("2fa", "V2fa", "v2fa");
    check("+1", "Plus1", "plus_1");
    check("-1", "Minus1", "minus_1");
    check("-created_at", "MinusCreatedAt", "minus_created_at");
    check("<=", "LessEqual", "less_equal");
    check(">10", "Greater10", "greater_10");
    check("<10", "Less10", "less_10");
    check("18+", "V18Plus", "v18_plus");
    check("*", "Star", "star");
    check("%", "Percent", "percent");
    check("@type", "Type", "r#type");
    check("$ref", "Ref", "r#ref");
    check("#", "Hash", "hash");
    check("🚀", "Rocket", "rocket");
    check("👍", "U1f44d", "u1f44d");
}

#[test]
fn other_scripts() {
    check("größe", "Grosse", "grosse");
    check("re\u{301}sume\u{301}", "Resume", "resume");
    check("résumé", "Resume", "resume");
    check("Статус", "Status", "status");
    check("ЩЕКА", "Shcheka", "shcheka");
    check("ＡＢＣ１", "Abc1", "abc1");
    check("名前", "MingQian", "ming_qian");
    check("zero\u{200d}width", "Zerowidth", "zerowidth");
    check("\u{202e}evil", "Evil", "evil");
    check("\u{202e}", "U202e", "u202e");
    check("\u{301}", "U0301", "u0301");
}

#[test]
fn length() {
    let long = "word ".repeat(50);
    let made = ident(&long, Case::Value);
    assert_eq!(made.len(), LIMIT);
    assert_eq!(made, ident(&long, Case::Value));
    assert_ne!(made, ident(&format!("{long}x"), Case::Value));
    assert!(ident(&long, Case::Type).len() <= LIMIT);
    assert_eq!(ident(&"x".repeat(LIMIT), Case::Value), "x".repeat(LIMIT));
}

#[test]
fn schema_names() {
    let check = |text, expected| assert_eq!(schema(text), expected);
    check("app__calls__schemas__ErrorResponse", "CallsErrorResponse");
    check("app__schemas__ErrorResponse", "ErrorResponse");
    check("PhoneCallResponse", "PhoneCallResponse");
    check("__meta", "Meta");
    check("com.example.Call", "ComExampleCall");
}

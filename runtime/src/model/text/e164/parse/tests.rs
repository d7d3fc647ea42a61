use super::*;

#[track_caller]
fn reads(text: &str, number: &str) {
    let found = E164::parse(text).map(|number| number.as_str().to_owned());
    assert_eq!(found.as_deref(), Ok(number), "{text}");
}

#[track_caller]
fn reads_in(text: &str, region: &str, number: &str) {
    let found = E164::parse_in(text, region).map(|number| number.as_str().to_owned());
    assert_eq!(found.as_deref(), Ok(number), "{text} in {region}");
}

#[track_caller]
fn refuses(text: &str, why: NotE164) {
    assert_eq!(E164::parse(text), Err(why), "{text}");
}

#[test]
fn with_a_country_code() {
    let written = [
        "+15551234567",
        "+1 555-123-4567",
        "+1 (555) 123-4567",
        "+1.555.123.4567",
        "  +1/555/1234567\n",
        "\u{202A}+1\u{A0}555\u{2011}123\u{2011}4567\u{202C}",
        "＋１ ５５５ １２３ ４５６７",
        "tel:+1-555-123-4567",
        "TEL:+15551234567",
        "tel:+1%20555%20123%204567",
        "tel:555-123-4567;phone-context=+1",
        "tel:+1-555-123-4567;foo=bar",
    ];
    for text in written {
        reads(text, "+15551234567");
    }
}

#[test]
fn of_many_countries() {
    reads("+44 20 7946 0958", "+442079460958");
    reads("+44 (0)20 7946 0958", "+442079460958");
    reads("+49 30 901820", "+4930901820");
    reads("+49 (0) 30 901820", "+4930901820");
    reads("+33 1 42 34 56 78", "+33142345678");
    // The zero belongs to the number.
    reads("+39 06 6982 1234", "+390669821234");
    reads("+55 11 91234-5678", "+5511912345678");
    reads("+91 98765 43210", "+919876543210");
    reads("+86 139 1099 7888", "+8613910997888");
    reads("+81 90-1234-5678", "+819012345678");
    reads("+61 491 570 156", "+61491570156");
    reads("+971 50 123 4567", "+971501234567");
    reads("+54 9 11 2345-6789", "+5491123456789");
    reads("+290 22158", "+29022158");
    // It looks as if the first digit were the trunk prefix, which is 8.
    reads("+375 800 1234567", "+3758001234567");
    reads("+7 800 555 35 35", "+78005553535");
    reads("+800 1234 5678", "+80012345678");
}

#[test]
fn numbers_of_fiction_are_possible() {
    for text in [
        "+15555550123",
        "+15555550100",
        "+15555550199",
        "+442079460000",
    ] {
        reads(text, text);
    }
}

#[test]
fn as_one_dials_at_home() {
    reads_in("020 7946 0958", "GB", "+442079460958");
    reads_in("(555) 123-4567", "us", "+15551234567");
    reads_in("1-555-123-4567", "US", "+15551234567");
    reads_in("011 44 20 7946 0958", "US", "+442079460958");
    reads_in("0044 20 7946 0958", "DE", "+442079460958");
    reads_in("030 901820", "DE", "+4930901820");
    reads_in("06 6982 1234", "IT", "+390669821234");
    reads_in("098765 43210", "IN", "+919876543210");
    reads_in("+44 20 7946 0958", "US", "+442079460958");
    assert_eq!(E164::parse_in("1", "XX"), Err(NotE164::UnknownRegion));
    assert_eq!(E164::parse_in("12", "US"), Err(NotE164::NotInRegion));
}

#[test]
fn others_with_a_reason() {
    refuses("", NotE164::Empty);
    refuses("+", NotE164::Empty);
    refuses("tel:", NotE164::Empty);
    refuses("anonymous", NotE164::OtherCharacters);
    refuses("+1-800-FLOWERS", NotE164::OtherCharacters);
    refuses("+1 555 123 4567 x89", NotE164::OtherCharacters);
    refuses("call +1 555 123 4567", NotE164::OtherCharacters);
    refuses("+1 555 123 4567, +1 555 123 4568", NotE164::OtherCharacters);
    refuses("+1+5551234567", NotE164::OtherCharacters);
    refuses("sip:alice@example.com", NotE164::OtherCharacters);
    refuses("tel:+1-555-123-4567;ext=89", NotE164::Extension);
    refuses("555-123-4567", NotE164::NoCountryCode);
    refuses("0044 20 7946 0958", NotE164::NoCountryCode);
    refuses(
        "tel:555-1234;phone-context=example.com",
        NotE164::NoCountryCode,
    );
    refuses("+999 123 4567", NotE164::UnknownCountryCode);
    refuses("+0 555 123 4567", NotE164::UnknownCountryCode);
    // Seven digits are a length that the tables have for some of the countries of this code.
    refuses("+1 555 12", NotE164::TooShort);
    refuses("+1 555 123 45678", NotE164::TooLong);
    refuses("+44 20 7946 095812345", NotE164::TooLong);
    refuses(&"1".repeat(10_000), NotE164::TooLong);
}

#[test]
fn a_reason_does_not_say_the_number() {
    let error = E164::parse("+1 555 123 45678").expect_err("a refusal");
    assert!(!format!("{error} {error:?} {error:#?}").contains("555"));
}

/// The crate with the tables is given digits only; whatever they are, it must not panic.
#[test]
fn any_digits_in_any_region() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let letters = || (b'A'..=b'Z').map(char::from);
    let regions = letters().flat_map(|one| letters().map(move |other| format!("{one}{other}")));
    for region in regions.filter(|region| DATABASE.by_id(region.as_str()).is_some()) {
        for _ in 0..ROUNDS {
            let length = random(22);
            let text: String = (0..length)
                .filter_map(|_| char::from_digit(random(10) as u32, 10))
                .collect();
            if let Ok(number) = E164::parse_in(&text, &region) {
                assert!(number.is_e164());
            }
        }
    }
}

/// Enough for every branch; the tables are slow in a build without optimisation.
const ROUNDS: usize = 5;

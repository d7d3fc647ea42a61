//! Signatures of each scheme, as OpenSSL makes them:
//!
//! * HMAC: `printf '%s' "$message" | openssl dgst -sha256 -hmac "$secret" -hex` (`-binary | base64`);
//!   a secret in base64 as `-mac HMAC -macopt hexkey:$(printf '%s' "$secret" | base64 -d | od -An -tx1 | tr -d ' \n')`;
//! * Ed25519: `openssl genpkey -algorithm ed25519`, `openssl pkeyutl -sign -rawin`; the public key is the end of
//!   `openssl pkey -pubout -outform DER`.
//!
//! Those of GitHub, Twilio and Standard Webhooks are also the examples that these publish.
#![forbid(unsafe_code)]

use callsmith_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use callsmith_runtime::webhook::{
    Algorithm, Delivery, Encoding, HeaderForm, Refused, Scheme, Stamp, Verifier, Verify,
};
use std::time::{Duration, SystemTime};

const BODY: &str = r#"{"event":"call.ended","id":"c-1"}"#;
const SIGNED: u64 = 1_700_000_000;
const HEX: &str = "81f9eef06798fc603b4c5890f1c559013b226b028abbc8a57a165d16f8fbcc77";
const OLD_HEX: &str = "684982b133bed3616567bbdb8621b2cc6a7b3bd9a7f0fb3e4d02e609ee802673";
const STRIPE: &str = "19b71c03e686fe84cabee80556993772d5f2ddc1ec65b27bf193c590e76347e3";
const OLD_STRIPE: &str = "54fd0cc3c1faac3715ae469f3999ebc792d7791d6eff50b460a46ca5d2b3012c";
const STANDARD_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const STANDARD: &str = "iZNHb3rONH22GSUa1ou361wF0gVmBJGMwixECjm8264=";

/// The examples of Standard Webhooks and of GitHub.
const PUBLISHED: &str = r#"{"test": 2432232314}"#;
const GITHUB: &str = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

/// A scheme, its secret, the headers and the body of a request that is signed by it.
type Row<'a> = (Scheme, &'a str, &'a [(&'a str, &'a str)], &'a str);

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn map(headers: &[(&str, &str)]) -> HeaderMap {
    let one = |(name, value): &(&str, &str)| {
        let name: HeaderName = name.parse().expect("a name");
        (name, HeaderValue::from_str(value).expect("a value"))
    };
    headers.iter().map(one).collect()
}

fn check(verifier: &Verifier, headers: &[(&str, &str)], body: &str) -> Result<(), Refused> {
    let headers = map(headers);
    let delivery = Delivery::new(&headers, body.as_bytes());
    let verified = verifier.verify_at(&delivery, at(SIGNED))?;
    assert_eq!(verified.body(), body.as_bytes());
    Ok(())
}

fn rows<'a>() -> Vec<Row<'a>> {
    vec![
        (
            Scheme::HMAC_SHA256,
            "topsecret",
            &[("x-signature", HEX)],
            BODY,
        ),
        (
            Scheme::HMAC_SHA256_BASE64.header("X-Acme"),
            "topsecret",
            &[("x-acme", "gfnu8GeY/GA7TFiQ8cVZATsiawKKu8ilehZdFvj7zHc=")],
            BODY,
        ),
        (
            Scheme::HMAC_SHA256.algorithm(Algorithm::HmacSha512),
            "topsecret",
            &[(
                "x-signature",
                "a389efdfbd6eef5bb551605644b4efb49fc3449471d49ebee4ab97dfe217eeb158666976453bd38522f6a5a74a55182a955763b5db7c9b6877af8ab12f52c939",
            )],
            BODY,
        ),
        (
            Scheme::RETELL,
            "topsecret",
            &[(
                "x-retell-signature",
                "v=1700000000123,d=aeed10788b931224d18915fe173c429316e45acd01be16a047eb01c5b0ec0453",
            )],
            BODY,
        ),
        (
            Scheme::SLACK,
            "topsecret",
            &[
                (
                    "x-slack-signature",
                    "v0=ff175a46d7deb8189f0e851de2cf79c515693b964a4998444fc8b1b2baea4b53",
                ),
                ("x-slack-request-timestamp", "1700000000"),
            ],
            BODY,
        ),
        (
            Scheme::TELNYX,
            "g/w7evFKWTniipAR1D0RtDuLhozzSLZ7RZDM2r5voEE=",
            &[
                (
                    "telnyx-signature-ed25519",
                    "32+1hXDo3QltPrV+ClrGgjgy/xGlEDmghxrF/DJzc+80o2jw3tyOZ6RITmEgyD5mRV46ClBtwB8sVgFFEPO8Cw==",
                ),
                ("telnyx-timestamp", "1700000000"),
            ],
            BODY,
        ),
        (
            Scheme::DISCORD,
            "83fc3b7af14a5939e28a9011d43d11b43b8b868cf348b67b4590ccdabe6fa041",
            &[
                (
                    "x-signature-ed25519",
                    "4c01a37b578c1cda6bae66fa0b3f2bc2715a8682ccfe5e4c0a6a8b065b89501ef05fbaf90cb5ed097212a3b171cfdb1887d02b364945bfef86917128f432a100",
                ),
                ("x-signature-timestamp", "1700000000"),
            ],
            BODY,
        ),
    ]
}

#[test]
fn what_is_signed_is_let_through_and_nothing_else() {
    for (scheme, secret, headers, body) in rows() {
        let about = format!("{scheme:?}");
        let verifier = Verifier::new(scheme, secret);
        assert_eq!(check(&verifier, headers, body), Ok(()), "{about}");
        let tampered = body.replace("ended", "Ended");
        let wrong = Err(Refused::WrongSignature);
        assert_eq!(check(&verifier, headers, &tampered), wrong, "{about}");
        assert_eq!(
            check(&verifier, headers, &format!("{body} ")),
            wrong,
            "{about}"
        );
        for (left_out, _) in headers {
            let rest: Vec<_> = headers
                .iter()
                .filter(|(name, _)| name != left_out)
                .collect();
            let rest: Vec<(&str, &str)> = rest.into_iter().copied().collect();
            let missing = check(&verifier, &rest, body);
            let Err(Refused::MissingHeader(name)) = missing else {
                panic!("{about}: {missing:?}");
            };
            assert!(name.eq_ignore_ascii_case(left_out), "{about}: {name}");
        }
    }
}

#[test]
fn published_examples() {
    let github = Verifier::new(Scheme::GITHUB, "It's a Secret to Everybody");
    let value = format!("sha256={GITHUB}");
    let headers = [("X-Hub-Signature-256", value.as_str())];
    assert_eq!(check(&github, &headers, "Hello, World!"), Ok(()));

    let standard = Verifier::new(Scheme::STANDARD_WEBHOOKS, STANDARD_SECRET);
    let headers = map(&[
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        (
            "webhook-signature",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
    ]);
    let delivery = Delivery::new(&headers, PUBLISHED.as_bytes());
    let found = standard.check(&delivery, at(1_614_265_330));
    assert_eq!(found, Ok(()));
}

#[test]
fn the_address_and_a_form() {
    let verifier = Verifier::new(Scheme::TWILIO, "12345");
    let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    let body = "To=%2B18005551212&Digits=1234&CallSid=CA1234567890ABCDE&Caller=%2B14158675309&From=%2B14158675309";
    let headers = map(&[("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]);
    let check = |url: Option<&str>, body: &str| {
        let delivery = Delivery::new(&headers, body.as_bytes());
        let delivery = url.map_or(delivery, |url| delivery.url(url));
        verifier.check(&delivery, at(SIGNED))
    };
    assert_eq!(check(Some(url), body), Ok(()));
    assert_eq!(check(None, body), Err(Refused::NoUrl));
    let other = url.replace("bar=2", "bar=3");
    assert_eq!(check(Some(&other), body), Err(Refused::WrongSignature));
    let other = body.replace("1234&", "1235&");
    assert_eq!(check(Some(url), &other), Err(Refused::WrongSignature));
}

#[test]
fn the_window_of_time() {
    let headers = map(&[("stripe-signature", &format!("t={SIGNED},v1={STRIPE}"))]);
    let delivery = Delivery::new(&headers, BODY.as_bytes());
    let usual = Verifier::new(Scheme::STRIPE, "topsecret");
    let narrow = usual.clone().window(Duration::from_secs(10));
    for (verifier, now, expected) in [
        (&usual, SIGNED, Ok(())),
        (&usual, SIGNED + 300, Ok(())),
        (&usual, SIGNED + 301, Err(Refused::OutsideWindow)),
        (&usual, SIGNED - 300, Ok(())),
        (&usual, SIGNED - 301, Err(Refused::OutsideWindow)),
        (&narrow, SIGNED + 10, Ok(())),
        (&narrow, SIGNED + 11, Err(Refused::OutsideWindow)),
    ] {
        assert_eq!(verifier.check(&delivery, at(now)), expected, "{now}");
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(usual.check(&delivery, before), Err(Refused::OutsideWindow));
    // By the clock of this machine it was signed long ago.
    let now = usual.verify(&delivery).map(|_| ());
    assert_eq!(now, Err(Refused::OutsideWindow));
}

/// The time belongs to what is signed: a request cannot be made young again.
#[test]
fn another_time_is_another_message() {
    let verifier = Verifier::new(Scheme::STRIPE, "topsecret");
    let value = format!("t={},v1={STRIPE}", SIGNED + 1);
    let found = check(&verifier, &[("stripe-signature", &value)], BODY);
    assert_eq!(found, Err(Refused::WrongSignature));
}

#[test]
fn while_a_secret_is_replaced() {
    let verifier = Verifier::new(Scheme::STRIPE, "topsecret").and_secret("oldsecret");
    let only = Verifier::new(Scheme::STRIPE, "topsecret");
    let value = |signatures: &[&str]| {
        let all: Vec<String> = signatures.iter().map(|one| format!(",v1={one}")).collect();
        format!("t={SIGNED}{}", all.concat())
    };
    let check =
        |verifier: &Verifier, value: &str| check(verifier, &[("stripe-signature", value)], BODY);
    // The receiver knows both, the provider signs with the one before, or with both.
    assert_eq!(check(&verifier, &value(&[OLD_STRIPE])), Ok(()));
    assert_eq!(check(&verifier, &value(&[STRIPE])), Ok(()));
    assert_eq!(check(&only, &value(&[OLD_STRIPE, STRIPE])), Ok(()));
    assert_eq!(
        check(&only, &value(&[OLD_STRIPE])),
        Err(Refused::WrongSignature)
    );

    let verifier = Verifier::new(Scheme::STANDARD_WEBHOOKS, STANDARD_SECRET);
    let value = format!("v1,{OLD} v1a,{STANDARD} v1,{STANDARD}", OLD = "AAAA");
    let headers = [
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", "1700000000"),
        ("webhook-signature", value.as_str()),
    ];
    assert_eq!(self::check(&verifier, &headers, BODY), Ok(()));
}

#[test]
fn wrong_forms_of_headers() {
    let plain = Verifier::new(Scheme::GITHUB, "topsecret");
    let hub = "x-hub-signature-256";
    let malformed = |name: &str| Err(Refused::MalformedHeader(name.to_owned()));
    for value in ["", "sha256=", HEX, "sha1=00", "sha256=xyz", "sha256=0"] {
        let found = check(&plain, &[(hub, value)], BODY);
        // No digits at all are a signature of no bytes.
        let expected = match value {
            "sha256=" => Err(Refused::WrongSignature),
            _ => malformed(hub),
        };
        assert_eq!(found, expected, "{value}");
    }
    // Which of two is meant?
    let good = format!("sha256={HEX}");
    let found = check(&plain, &[(hub, &good), (hub, &good)], BODY);
    assert_eq!(found, malformed(hub));
    assert_eq!(check(&plain, &[(hub, &good)], BODY), Ok(()));

    let stamped = Verifier::new(Scheme::STRIPE, "topsecret");
    let name = "stripe-signature";
    let whole = [
        format!("v1={STRIPE}"),
        format!("t=,v1={STRIPE}"),
        format!("t=+{SIGNED},v1={STRIPE}"),
        format!("t=99999999999999999999999,v1={STRIPE}"),
        format!("t={SIGNED}"),
        format!("t={SIGNED},v0={STRIPE}"),
    ];
    for value in whole {
        assert_eq!(
            check(&stamped, &[(name, &value)], BODY),
            malformed(name),
            "{value}"
        );
    }
    let slack = Verifier::new(Scheme::SLACK, "topsecret");
    let (name, stamp) = ("x-slack-signature", "x-slack-request-timestamp");
    let found = check(&slack, &[(name, "v0=00"), (stamp, "yesterday")], BODY);
    assert_eq!(found, malformed(stamp));
}

#[test]
fn secrets_that_are_none() {
    let headers = [("x-signature", HEX)];
    let bad = Err(Refused::BadSecret);
    let empty = Verifier::new(Scheme::HMAC_SHA256, "");
    assert_eq!(check(&empty, &headers, BODY), bad);
    let hex = Scheme::HMAC_SHA256.encoding(Encoding::Hex, Encoding::Hex);
    assert_eq!(check(&Verifier::new(hex, "no digits"), &headers, BODY), bad);
    let other = Verifier::new(Scheme::HMAC_SHA256, "topsecret2");
    assert_eq!(check(&other, &headers, BODY), Err(Refused::WrongSignature));
    let discord = Verifier::new(Scheme::DISCORD, "00");
    let headers = [
        ("x-signature-ed25519", HEX),
        ("x-signature-timestamp", "1700000000"),
    ];
    assert_eq!(
        check(&discord, &headers, BODY),
        Err(Refused::WrongSignature)
    );
}

/// A scheme put together from parts.
#[test]
fn a_scheme_of_ones_own() {
    let scheme = Scheme::HMAC_SHA256
        .header("x-acme-signature")
        .value(HeaderForm::Pairs {
            time: "when",
            signature: "sig",
        })
        .stamp(Stamp::Seconds)
        .message("{time}.{body}");
    let verifier = Verifier::new(scheme, "topsecret");
    let value = format!("sig={STRIPE},when={SIGNED}");
    assert_eq!(
        check(&verifier, &[("x-acme-signature", &value)], BODY),
        Ok(())
    );
    let by_old = Verifier::new(Scheme::HMAC_SHA256, "oldsecret");
    assert_eq!(check(&by_old, &[("x-signature", OLD_HEX)], BODY), Ok(()));
}

#[test]
fn nothing_is_shown() {
    let verifier = Verifier::new(Scheme::HMAC_SHA256, "topsecret");
    let headers = map(&[("x-signature", HEX)]);
    let delivery = Delivery::new(&headers, BODY.as_bytes());
    let verified = verifier.verify(&delivery).expect("it is signed");
    let shown = format!("{verifier:?} {delivery:?} {verified:?}");
    for text in ["topsecret", "call.ended", HEX] {
        assert!(!shown.contains(text), "{shown}");
    }
}

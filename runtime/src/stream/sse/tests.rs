use super::*;

/// Event, identifier, data.
type Seen<'a> = (&'a str, Option<&'a str>, &'a str);

/// A stream, and the messages in it.
const TABLE: &[(&str, &[Seen<'_>])] = &[
    ("", &[]),
    // The examples of the standard (9.2.6).
    (
        "data: YHOO\ndata: +2\ndata: 10\n\n",
        &[("", None, "YHOO\n+2\n10")],
    ),
    (
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        &[
            ("", Some("1"), "first event"),
            ("", Some(""), "second event"),
            ("", None, " third event"),
        ],
    ),
    (
        "data\n\ndata\ndata\n\ndata:",
        &[("", None, ""), ("", None, "\n")],
    ),
    (
        "data:test\n\ndata: test\n\n",
        &[("", None, "test"), ("", None, "test")],
    ),
    // Ends of lines, also mixed.
    (
        "data: a\r\ndata: b\r\n\r\ndata: c\r\rdata: d\n\r\n",
        &[("", None, "a\nb"), ("", None, "c"), ("", None, "d")],
    ),
    // A byte order mark counts at the begin only.
    ("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n", &[("", None, "a")]),
    ("\u{FEFF}\ndata: a\n\n", &[("", None, "a")]),
    // Comments, unknown fields, fields without a value, colons in values.
    (
        ":\n: hello\nwhat: x\ndata: a: b\nevent\n\n",
        &[("", None, "a: b")],
    ),
    (
        "event: add\nevent: del\ndata: 1\n\ndata: 2\n\n",
        &[("del", None, "1"), ("", None, "2")],
    ),
    // Without data there is no event; the type does not last.
    ("event: ping\n\nid: 7\n\ndata: x\n\n", &[("", None, "x")]),
    ("id: a\0b\ndata: x\n\n", &[("", None, "x")]),
    // Names are exact.
    ("Data: x\n data: y\ndata : z\n\n", &[]),
    ("data: äöü 😀\n\n", &[("", None, "äöü 😀")]),
    // What is not complete is dropped.
    ("data: a\n\ndata: b\n", &[("", None, "a")]),
    ("data: a\n\ndata: b", &[("", None, "a")]),
];

fn parse(pieces: &[&[u8]]) -> Vec<Message> {
    let mut sse = Sse::new(1000);
    let mut messages = Vec::new();
    for piece in pieces {
        sse.push(Bytes::copy_from_slice(piece));
        while let Some(message) = sse.next().expect("no limit is met") {
            messages.push(message);
        }
    }
    messages
}

fn seen(messages: &[Message]) -> Vec<Seen<'_>> {
    let each = |m| {
        let Message {
            event, id, data, ..
        }: &Message = m;
        (event.as_str(), id.as_deref(), data.as_str())
    };
    messages.iter().map(each).collect()
}

#[test]
fn streams_have_these_messages_wherever_they_are_split() {
    for (stream, messages) in TABLE {
        let bytes = stream.as_bytes();
        assert_eq!(seen(&parse(&[bytes])), *messages, "{stream:?}");
        for at in 0..=bytes.len() {
            let (first, second) = bytes.split_at(at);
            assert_eq!(
                seen(&parse(&[first, second])),
                *messages,
                "{stream:?} at {at}"
            );
        }
        let single: Vec<_> = bytes.chunks(1).collect();
        assert_eq!(seen(&parse(&single)), *messages, "{stream:?} by bytes");
    }
}

#[test]
fn a_message_is_there_as_soon_as_its_last_byte_is() {
    for end in ["\n\n", "\r\r", "\r\n\r"] {
        let stream = format!("data: a{end}");
        assert_eq!(parse(&[stream.as_bytes()]).len(), 1, "{end:?}");
    }
}

#[test]
fn what_is_not_utf_8_is_replaced() {
    assert_eq!(parse(&[b"data: a\xFF\n\n"])[0].data, "a\u{FFFD}");
}

#[test]
fn identifier_and_wait_last() {
    let mut sse = Sse::new(100);
    sse.push("id: 1\nretry: 250\ndata: x\n\nid: 2\n\nretry: 1s\nretry:\ndata: y\n\nid: 3\n".into());
    let first = sse.next().expect("no limit").expect("a message");
    assert_eq!(first.retry, Some(Duration::from_millis(250)));
    let second = sse.next().expect("no limit").expect("a message");
    assert_eq!((second.id, second.retry), (None, None));
    assert_eq!(sse.next(), Ok(None));
    // The third one is not complete.
    assert_eq!(sse.last_id.as_deref(), Some("2"));
    assert_eq!(sse.retry, Some(Duration::from_millis(250)));
}

#[test]
fn lines_and_messages_have_a_limit() {
    let fits = |stream: &str| {
        let mut sse = Sse::new(10);
        let mut push = |byte: u8| {
            sse.push(vec![byte].into());
            sse.next().is_ok()
        };
        stream.bytes().all(&mut push)
    };
    assert!(fits("data: 1234\n\ndata: 1234\n\n"));
    assert!(!fits("data: 12345"));
    assert!(!fits(": a comment"));
    assert!(fits("data:12345\ndata:1234\n\n"));
    assert!(!fits("data:12345\ndata:12345\n\n"));
}

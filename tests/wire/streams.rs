//! Reads what the server of `tests/streams.rs` sends; every assertion is about a typed value.

use answers::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).expect("the server's address");
    let client = Client::builder().base_url(url).build()?;
    events(&client).await?;
    deltas(&client).await?;
    let mut log = client.follow_log().await?;
    assert_eq!(log.next().await.expect("a line")?.data, "plain text");
    lines(&client).await?;
    let mut recording = client.get_recording().download().await?;
    assert_eq!(recording.length(), Some(4));
    assert_eq!(&recording.next().await.expect("bytes")?[..], b"RIFF");
    assert!(recording.next().await.is_none());
    Ok(())
}

/// An identifier, an event of a name of its own over two lines of data, and one that is not as documented.
async fn events(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let mut events = client.watch().await?;
    let first = events.next().await.expect("an event")?;
    assert_eq!((first.event.as_str(), first.id.as_deref()), ("message", Some("1")));
    assert_eq!(first.data.text, "a");
    let second = events.next().await.expect("an event")?;
    assert_eq!((second.event.as_str(), second.data.text.as_str()), ("late", "b"));
    assert_eq!(events.last_event_id(), Some("1"));
    let fault = events.next().await.expect("an event").expect_err("no text");
    assert!(!fault.ends_stream(), "{fault}");
    assert!(events.next().await.is_none());
    Ok(())
}

/// What stands beside the method's own JSON, up to `[DONE]`.
async fn deltas(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let (mut deltas, mut text) = (client.chat().events().await?, String::new());
    while let Some(event) = deltas.next().await {
        text += &event?.data.delta;
    }
    assert_eq!(text, "Hello");
    Ok(())
}

/// An empty line is none, one that is not as documented ends nothing, the last one needs no end.
async fn lines(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let mut lines = client.export().await?;
    assert_eq!(lines.next().await.expect("a line")?.text, "one");
    let fault = lines.next().await.expect("a line").expect_err("no text");
    assert!(!fault.ends_stream(), "{fault}");
    assert_eq!(lines.next().await.expect("a line")?.text, "three");
    assert!(lines.next().await.is_none());
    Ok(())
}

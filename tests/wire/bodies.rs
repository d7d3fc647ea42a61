//! Calls the operations of `features/body_form.yaml`, `body_multipart.yaml` and `body_choices.yaml`. The argument is
//! where the APIs are.

use choices_client::types::{Call, ChangeCallRequestItem, CreateCallMultipartRequest};
use form_client::types::{CreateCallRequest, CreateCallRequestCard, CreateCallRequestFurther, CreateCallRequestInit};
use multipart_client::runtime::Body;
use multipart_client::runtime::model::Upload;
use multipart_client::types::{AddPartsRequest, CreateRecordingAgent, CreateRecordingForm, CreateRecordingMode};
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("where are the APIs?")?;
    let client = form_client::Client::new(&url);
    let to = || {
        let (to, from) = ("+1 555".to_owned(), "ä".to_owned());
        CreateCallRequest::new(CreateCallRequestInit { to, from })
    };
    let whole = to()
        .status_callback_event(["initiated", "a&b"])
        .tags(["x", "y"])
        .url("https://a.example/?b=c")
        .card(CreateCallRequestCard::new().number("4242").exp_month(7))
        .further(CreateCallRequestFurther::new().a([1, 2]))
        .record(true);
    client.create_call(whole).await?;
    client.create_call(to()).await?;

    let client = multipart_client::Client::new(&url);
    // There is nothing in memory but a piece at a time; the length is said beforehand.
    let sound = Body::from_fn(|| Body::from_http(Body::from("sound"))).with_length(5);
    let agent = CreateRecordingAgent::new("Ann");
    let form = CreateRecordingForm::new(Upload::from(sound).file_name("a.mp3"), agent)
        .cover(b"PNG".as_slice())
        .mode(CreateRecordingMode::Fast)
        .notes("# hi")
        .tags(["x", "y"])
        .filter(BTreeMap::from([("k 1".to_owned(), "v".to_owned())]));
    client.create_recording(form).await?;
    let files = ["one", "two"].map(|text| Upload::from(text.as_bytes()));
    client
        .add_parts("7")
        .body(AddPartsRequest::new(files).ids([1, 2]))
        .await?;
    let path = std::env::temp_dir().join("callsmith wire \"1\".txt");
    std::fs::write(&path, "from a file")?;
    client
        .add_parts("8")
        .body(AddPartsRequest::new([Upload::file(&path)?.media_type("text/plain")]))
        .await?;
    std::fs::remove_file(&path)?;

    let client = choices_client::Client::new(&url);
    client.create_call(Call::new("1")).await?;
    client.create_call_csv("to\n1\n").await?;
    client
        .create_call_multipart(CreateCallMultipartRequest::new(vec![1, 2]))
        .await?;
    client
        .change_call("7")
        .body_merge_patch(Call::new("1").note_null())
        .await?;
    let patch = ChangeCallRequestItem::new().op("test");
    client.change_call("7").body([patch]).await?;
    client.put_note("7", "a note").await?;
    Ok(())
}

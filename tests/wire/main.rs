//! Calls every operation of `features/parameters_styles.yaml` and `features/parameters_content.yaml`. The argument is
//! where both APIs are.

use colors_client::operations::{LabelParams, MatrixParams, SimpleParams};
use colors_client::types::{Color, ColorInit};
use phone_calls_client::types::Filter;
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("where is the API?")?;
    let client = colors_client::Client::new(&url);
    let text = || "blue".to_owned();
    let list = || ["blue", "black", "brown"].map(str::to_owned).to_vec();
    let object = || {
        Color::new(ColorInit {
            r: 100,
            g: 200,
            b: 150,
        })
    };

    client
        .simple(SimpleParams {
            text: text(),
            list: list(),
            object: object(),
            words: list(),
            pairs: object(),
        })
        .await?;
    client
        .label(LabelParams {
            text: text(),
            list: list(),
            object: object(),
            words: list(),
            pairs: object(),
        })
        .await?;
    client
        .matrix(MatrixParams {
            text: text(),
            list: list(),
            object: object(),
            words: list(),
            pairs: object(),
        })
        .await?;
    let query = client
        .query()
        .text(text())
        .list(list())
        .object(object())
        .words(list())
        .pairs(object());
    query.await?;
    let query = client
        .query()
        .spaced(list())
        .spaced_object(object())
        .piped(list())
        .piped_object(object());
    query.deep(object()).await?;
    let inner = BTreeMap::from([(
        "is in".to_owned(),
        serde_json::json!(["a&b", {"c": [null, 1.5]}]),
    )]);
    let deeper = BTreeMap::from([("tag".to_owned(), inner)]);
    client.query().deeper(deeper).either(list()).await?;
    client
        .query()
        .text("")
        .list(Vec::<String>::new())
        .either("one, two")
        .await?;
    let headers = client
        .headers()
        .x_text(text())
        .x_list(list())
        .x_object(object())
        .x_words(list());
    headers.x_pairs(object()).await?;
    let cookies = client
        .cookies()
        .text(text())
        .list(list())
        .object(object())
        .words(list());
    cookies.pairs(object()).await?;

    let client = phone_calls_client::Client::new(&url);
    let filter = || Filter::new().status("läuft / runs").tags(["a", "b"]);
    let call = client
        .list_calls(filter(), "a/b?")
        .filters([filter()])
        .anything(serde_json::json!({"x": 1}));
    call.x_filter(filter())
        .x_note("as it is, 100%")
        .filter_cookie(filter())
        .await?;
    Ok(())
}

//! A server that fails as a call's script says, and counts what it carries out.

use super::read;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// The connection ends when the head has arrived; nothing is carried out.
    CloseAtHead,
    /// Carried out, then the connection ends.
    CloseAfter,
    /// Carried out, then the connection ends in the middle of the answer.
    CutAnswer,
    /// Carried out, but nobody learns of it.
    Silence,
    /// This status, with `Retry-After` or without, before or after it was carried out.
    Status(u16, bool, bool),
    /// A redirect to another origin.
    Elsewhere,
    /// Carried out, and a body that never ends.
    Flood,
    /// Carried out, and JSON that is broken.
    Malformed,
    /// Carried out and answered, in two pieces and not at once.
    Slow,
    /// Carried out and answered.
    Well,
}

impl Fate {
    /// Whether the request has its effect.
    fn carries_out(self) -> bool {
        !matches!(
            self,
            Self::CloseAtHead | Self::Elsewhere | Self::Status(_, _, false)
        )
    }

    /// Whether another attempt could go better.
    pub fn passes(self) -> bool {
        !matches!(
            self,
            Self::Elsewhere | Self::Flood | Self::Malformed | Self::Slow | Self::Well
        )
    }
}

#[derive(Default)]
struct Calls {
    scripts: HashMap<String, Vec<Fate>>,
    arrived: HashMap<String, usize>,
    /// For each call, the keys of what was carried out: the same key is carried out once.
    effects: HashMap<String, Vec<String>>,
}

/// The bodies of its answers, and the header that comes with each of them.
#[derive(Clone, Copy)]
pub struct Texts {
    pub good: &'static str,
    /// What is broken begins so.
    pub bad: &'static str,
    pub header: &'static str,
    /// Of statuses that are no success.
    pub refused: &'static str,
}

#[derive(Clone)]
pub struct Faulty(Arc<Mutex<Calls>>, Texts);

impl Faulty {
    pub async fn start() -> (Self, String) {
        Self::saying(Texts {
            good: "1",
            bad: "[1",
            header: "",
            refused: "{}",
        })
        .await
    }

    pub async fn saying(texts: Texts) -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self(Arc::default(), texts);
        let shared = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(shared.clone().serve(stream));
            }
        });
        (server, url)
    }

    /// What becomes of the requests of a call, in order; those after the script go well.
    pub fn script(&self, call: &str, script: Vec<Fate>) {
        self.lock(|calls| calls.scripts.insert(call.to_owned(), script));
    }

    /// How often a call was carried out.
    pub fn effects(&self, call: &str) -> usize {
        self.lock(|calls| calls.effects.get(call).map_or(0, Vec::len))
    }

    /// Drops what is known of a call.
    pub fn forget(&self, call: &str) {
        self.lock(|calls| {
            calls.scripts.remove(call);
            calls.arrived.remove(call);
            calls.effects.remove(call);
        });
    }

    /// How many requests of a call arrived.
    pub fn arrived(&self, call: &str) -> usize {
        self.lock(|calls| calls.arrived.get(call).copied().unwrap_or(0))
    }

    fn lock<T>(&self, step: impl FnOnce(&mut Calls) -> T) -> T {
        step(&mut self.0.lock().expect("no panic"))
    }

    async fn serve(self, mut stream: TcpStream) -> Option<()> {
        loop {
            let head = head(&mut stream).await?;
            let fate = self.lock(|calls| calls.fate(&head));
            if fate != Fate::CloseAtHead {
                read(&mut stream, head.as_bytes()).await?;
            }
            if fate.carries_out() {
                self.lock(|calls| calls.carry_out(&head));
            }
            play(fate, self.1, &mut stream).await?;
        }
    }
}

impl Calls {
    fn fate(&mut self, head: &str) -> Fate {
        let call = value(head, "x-call");
        let arrived = self.arrived.entry(call.clone()).or_default();
        *arrived += 1;
        let script = self.scripts.get(&call);
        let fate = script.and_then(|script| script.get(*arrived - 1).copied());
        fate.unwrap_or(Fate::Well)
    }

    fn carry_out(&mut self, head: &str) {
        let (call, key) = (value(head, "x-call"), value(head, "idempotency-key"));
        let effects = self.effects.entry(call).or_default();
        if key.is_empty() || !effects.contains(&key) {
            effects.push(key);
        }
    }
}

fn value(head: &str, name: &str) -> String {
    let prefix = format!("{name}: ");
    let value = head.lines().find_map(|line| line.strip_prefix(&prefix));
    value.unwrap_or_default().to_owned()
}

/// Up to the empty line, and whatever of the body came with it.
async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

/// `None`: the connection ends.
async fn play(fate: Fate, texts: Texts, stream: &mut TcpStream) -> Option<()> {
    let answer =
        |status, more: &str, body| answer(status, &format!("{}{more}", texts.header), body);
    let text = match fate {
        Fate::CloseAtHead | Fate::CloseAfter => return None,
        Fate::Silence => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            return None;
        }
        Fate::Flood => return super::flood(stream).await,
        Fate::CutAnswer => format!("HTTP/1.1 200 X\r\ncontent-length: 999\r\n\r\n{}", texts.bad),
        Fate::Slow => {
            let text = answer(200, "", texts.good);
            let (first, rest) = text.split_at(text.len() - 1);
            stream.write_all(first.as_bytes()).await.ok()?;
            tokio::time::sleep(Duration::from_millis(20)).await;
            rest.to_owned()
        }
        Fate::Elsewhere => answer(307, "location: http://127.0.0.2:9/x\r\n", ""),
        Fate::Status(status, true, _) => answer(status, "retry-after: 0\r\n", texts.refused),
        Fate::Status(status, false, _) => answer(status, "", texts.refused),
        Fate::Malformed => answer(200, "", texts.bad),
        Fate::Well => answer(200, "", texts.good),
    };
    stream.write_all(text.as_bytes()).await.ok()?;
    (fate != Fate::CutAnswer).then_some(())
}

fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}

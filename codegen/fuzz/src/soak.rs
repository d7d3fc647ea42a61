//! `soak SECONDS [SEED]`: makes up inputs for `generate` and `load` without cargo-fuzz, and says which of them
//! panic or take too long. Such an input is written to `artifacts`, with its document beside it;
//! one that ends the process is the last one there, `current`.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Nothing that somebody could write takes longer.
const LIMIT: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let seconds = words.next().and_then(Result::ok).unwrap_or(60);
    let mut random = words.next().and_then(Result::ok).unwrap_or(1).max(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut count, mut bad, mut longest) = (0_u64, 0_u64, Duration::ZERO);
    while Instant::now() < end {
        let data = input(&mut random);
        // An input that ends the process is found here.
        keep("current", &data);
        let (fine, mut took) = tried(&data);
        if fine && took > LIMIT {
            // The machine may have been busy with something else.
            took = tried(&data).1;
        }
        count += 1;
        longest = longest.max(took);
        if !fine || took > LIMIT {
            bad += 1;
            println!("{} after {took:?}", name(&data));
            keep(&name(&data), &data);
        }
    }
    println!("{count} inputs, {bad} of them bad; the longest took {longest:?}");
    ExitCode::from(u8::from(bad > 0))
}

/// Whether nothing panics, and how long it takes.
fn tried(data: &[u8]) -> (bool, Duration) {
    let start = Instant::now();
    let fine = catch_unwind(|| callsmith_fuzz::generate(data)).is_ok()
        && catch_unwind(|| callsmith_fuzz::load(cut(data).as_bytes())).is_ok();
    (fine, start.elapsed())
}

/// Up to 60 bytes: a document and half a dozen changes.
fn input(random: &mut u64) -> Vec<u8> {
    let mut next = || {
        // Xorshift: enough to choose by.
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        (*random >> 24) as u8
    };
    let length = 4 + usize::from(next()) % 57;
    (0..length).map(|_| next()).collect()
}

/// A document that ends in the middle.
fn cut(data: &[u8]) -> String {
    let text = callsmith_fuzz::text(data);
    let length = text.chars().count() * usize::from(data[0]) / 256;
    text.chars().take(length).collect()
}

fn name(data: &[u8]) -> String {
    data.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn keep(name: &str, data: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
    let written = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(name), data))
        .and_then(|()| {
            fs::write(
                folder.join(format!("{name}.json")),
                callsmith_fuzz::text(data),
            )
        });
    if let Err(error) = written {
        println!("{error}");
    }
}

//! What media types mean, whatever has them.

/// Whether what has this media type is no text.
pub fn is_of_bytes(media_type: &str) -> bool {
    let (kind, of) = media_type.split_once('/').unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "image" | "audio" | "video" | "font" | "model" => true,
        "application" => {
            let texts = ["json", "xml", "yaml", "javascript", "x-www-form-urlencoded"];
            let of = of.to_ascii_lowercase();
            !texts.iter().any(|text| of.contains(text))
        }
        _ => false,
    }
}

//! How long a name may become.

/// The most characters of an identifier that is made of one text or of one place; what is made of a name (`...Error`,
/// `...Init`, a number behind it) comes on top.
pub const LIMIT: usize = 100;

/// Characters of the mark that stands for what was cut off.
const MARK: usize = 7;

/// `name`, cut where it is too long. A mark made of `whole`, which `name` is made from, keeps apart what differs
/// only behind the cut; it is the same in every run.
pub(in crate::name) fn bounded(name: String, whole: &str) -> String {
    if name.len() <= LIMIT {
        return name;
    }
    let kept: String = name.chars().take(LIMIT - MARK - 2).collect();
    let kept = kept.trim_end_matches('_');
    match name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('_') {
        true => format!("{kept}X{}", mark(whole)),
        false => format!("{kept}_x{}", mark(whole)),
    }
}

/// FNV-1a, which is the same everywhere and for good, in hexadecimal.
fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut mark = format!("{hash:016x}");
    mark.truncate(MARK);
    mark
}

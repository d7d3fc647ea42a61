//! "Did you mean ...?"

/// The known word most like `word`, if one is close enough to be meant.
pub fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Hostile words must not cost quadratic time.
    if word.chars().count() > 64 {
        return None;
    }
    let limit = 1 + word.chars().count() / 5;
    let distances = known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, remove, replace) from one word to the other, without regard
/// to case.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_words_only() {
        let known = ["description", "deprecated", "required"];
        assert_eq!(similar("desription", known), Some("description"));
        assert_eq!(similar("Required", known), Some("required"));
        assert_eq!(similar("name", known), None);
    }
}

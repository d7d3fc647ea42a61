//! Variants that are called after their tag: `RunnerSidecarBody` and `sidecar`.

/// Whether whole words of a Rust name in camel case are `tag`, however that is written.
pub(super) fn speaks_of(name: &str, tag: &str) -> bool {
    let mut tag = tag.to_owned();
    tag.retain(|letter| letter.is_ascii_alphanumeric());
    let starts_word = |at: usize| {
        let next = name.as_bytes().get(at);
        at == 0 || next.is_none_or(|byte| !byte.is_ascii_lowercase())
    };
    let mut places = (0..name.len()).filter(|at| starts_word(*at));
    !tag.is_empty()
        && places.any(|at| {
            let word = name.get(at..at + tag.len());
            word.is_some_and(|word| word.eq_ignore_ascii_case(&tag)) && starts_word(at + tag.len())
        })
}

#[cfg(test)]
mod tests {
    use super::speaks_of;

    #[test]
    fn whole_words_count() {
        for tag in [
            "sidecar",
            "runner_sidecar",
            "Sidecar-Body",
            "RunnerSidecarBody",
        ] {
            assert!(speaks_of("RunnerSidecarBody", tag), "{tag}");
        }
        for tag in [
            "",
            "_",
            "side",
            "car",
            "runnersidecarbodyx",
            "ödy",
            "runbook",
        ] {
            assert!(!speaks_of("RunnerSidecarBody", tag), "{tag}");
        }
        assert!(speaks_of("Pet2", "2"));
        assert!(!speaks_of("Äpfel", "pfel"));
    }
}

//! What is each provider's API, in short? The snapshots are what a reviewer reads to see what changed.

use callsmith_codegen::diagnostic::Style;
use callsmith_tests::fixture::provider;

macro_rules! outlines {
    ($($provider:ident)*) => { $(
        #[test]
        fn $provider() {
            check(stringify!($provider));
        }
    )* };
}

outlines! { cald klen opencx verbex }

fn check(name: &str) {
    let output = provider(name);
    let said = output
        .diagnostics
        .render(&output.sources, &Style::default());
    assert_eq!(
        said, "",
        "the providers' documents are ours: whatever is said about them is corrected or allowed in the overlay"
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_suffix(name);
    settings.bind(|| insta::assert_snapshot!("outline", output.outline));
}

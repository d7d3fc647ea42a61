//! The target `lower`: see `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| callsmith_fuzz::lower(data));

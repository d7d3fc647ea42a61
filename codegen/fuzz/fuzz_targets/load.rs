//! The target `load`: see `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| callsmith_fuzz::load(data));

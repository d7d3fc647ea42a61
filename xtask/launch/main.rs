//! `cargo xtask`: see `xtask/src/lib.rs`.
fn main() -> std::process::ExitCode {
    xtask::main()
}

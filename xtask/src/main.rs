//! `cargo xtask`: see `xtask/src/lib.rs`. The launcher in `xtask/launch` has the same few lines.
fn main() -> std::process::ExitCode {
    xtask::main()
}

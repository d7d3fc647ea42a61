//! `cargo xtask`: see `xtask/src/lib.rs`.
#[global_allocator]
static ALLOCATOR: xtask::Allocator = xtask::Allocator;

fn main() -> std::process::ExitCode {
    xtask::main()
}

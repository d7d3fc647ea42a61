//! `cargo xtask`: see `xtask/src/lib.rs`. The launcher in `xtask/launch` has the same few lines.
#[global_allocator]
static ALLOCATOR: xtask::Allocator = xtask::Allocator;

fn main() -> std::process::ExitCode {
    xtask::main()
}

//! What the compiler costs, crate by crate: Cargo starts this program in its place (`RUSTC_WORKSPACE_WRAPPER`).

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wait4::Wait4;

use super::workspace::Workspace;

/// The folder for the figures; where it is set, this program is the compiler.
const FOLDER: &str = "CALLSMITH_RUSTC_COSTS";

/// Has `cargo` measured.
pub(super) fn measure(cargo: &mut Command, workspace: &Workspace) {
    if let Some(program) = &workspace.program {
        cargo.env("RUSTC_WORKSPACE_WRAPPER", program);
        cargo.env(FOLDER, folder(workspace));
    }
}

/// Processor seconds and peak memory in MiB of the last time the library of `package` was compiled.
pub(super) fn cost(workspace: &Workspace, package: &str) -> Option<(f64, f64)> {
    let text = fs::read_to_string(folder(workspace).join(package.replace('-', "_"))).ok()?;
    let (seconds, memory) = text.split_once(' ')?;
    Some((seconds.parse().ok()?, memory.parse().ok()?))
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.folder.join("costs")
}

/// Runs the compiler where this program stands in for it.
pub(crate) fn wrapped() -> Option<ExitCode> {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    let mut arguments = std::env::args_os().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let mut child = Command::new(compiler).args(&arguments).spawn().ok()?;
    let ended = child.wait4().ok()?;
    let (used, is_library) = (
        ended.rusage,
        argument(&arguments, "--crate-type").is_some_and(|kind| kind == "lib"),
    );
    if let Some(name) = argument(&arguments, "--crate-name").filter(|_| is_library) {
        let seconds = (used.utime + used.stime).as_secs_f64();
        let mib = used.maxrss as f64 / f64::from(1 << 20);
        // Figures are worth less than the build: without a folder there are none.
        let _ = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(Path::new(name)), format!("{seconds} {mib}")));
    }
    let code = ended.status.code().and_then(|code| u8::try_from(code).ok());
    Some(ExitCode::from(code.unwrap_or(1)))
}

/// What stands behind an option.
fn argument<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a OsString> {
    let place = arguments.iter().position(|argument| argument == option)?;
    arguments.get(place + 1)
}
